package dev.weft.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The process's ONNX Runtime, without its telemetry. From 1.29.0 on it describes the process to its maker unless the environment variable
 * {@code ORT_DISABLE_TELEMETRY} says no, which is nobody's business here; and doing so it ends the process where the command line is some
 * thousand characters long (a long class path is enough) or there is no shell (onnxruntime issue 32173). The variable must be in the environment of
 * the process before ONNX Runtime starts; Java can't put it there, the C library can. Safe for use by several threads.
 */
public final class OnnxRuntime {

    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";
    private static final String OFF = "1";

    private OnnxRuntime() {}

    /** What sessions and tensors are made in. */
    public static OrtEnvironment environment() {
        return Started.ENVIRONMENT;
    }

    /** Starts ONNX Runtime once, when it is first asked for. */
    private static final class Started {
        static final OrtEnvironment ENVIRONMENT = start();

        private static OrtEnvironment start() {
            if (!OFF.equals(System.getenv(SWITCH))) {
                turnOff();
            }
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try {
                environment.setTelemetry(false);
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime can't turn off its telemetry", e);
            }
            return environment;
        }
    }

    /** POSIX has {@code setenv}. Where there is none, on Windows, telemetry is turned off right after the start. */
    private static void turnOff() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        Optional<MemorySegment> found = library.find("setenv");
        if (found.isEmpty()) {
            return;
        }
        MethodHandle setenv = linker.downcallHandle(
                found.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) setenv.invokeExact(arena.allocateFrom(SWITCH), arena.allocateFrom(OFF), 1);
            if (result != 0) {
                throw new IllegalStateException("the C library can't set " + SWITCH + ", set it to " + OFF
                        + " in the environment of the process");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("setenv throws nothing", e);
        }
    }
}
