package dev.weft.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * FFmpeg's programs, ready to run. They run as processes of their own: a file that crashes or hangs one takes nothing of ours along. Immutable
 * and safe for use by several threads.
 */
public final class Ffmpeg {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final long MAX_VERSION_BYTES = 64 * 1024;

    /**
     * What the program may take from the system, whatever its file makes it ask for: address space in KiB, files written in blocks (none), core
     * dumps (none), seconds of processor. The program replaces the shell, so that killing the process kills the program.
     */
    private static final String LIMITED =
            "ulimit -v 2097152 && ulimit -f 0 && ulimit -c 0 && ulimit -t $0 && exec \"$@\"";

    private final Path decoder;
    private final Path prober;
    private final Path libraries;
    private final Path workFolder;

    Ffmpeg(Path decoder, Path prober, Path workFolder) {
        this.decoder = decoder;
        this.prober = prober;
        this.libraries = decoder.resolveSibling("");
        this.workFolder = workFolder;
    }

    /** Where the programs are unpacked: {@code weft.decoder-folder}, or a folder of the user's own. */
    public static Path folder(Function<String, Optional<String>> keys) {
        return keys.apply("weft.decoder-folder")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".weft", "decoder"));
    }

    /**
     * Unpacks the programs of this build into the folder, unless they are there, and runs one to see that it can. Cost of the first time: 60 MB
     * of disk and a second.
     *
     * @param folder made if missing, for the current user alone; several processes may share it. Files to decode lie there while they are
     * @throws IOException if the folder belongs to somebody else, can't be written, or its file system doesn't let programs run
     */
    public static Ffmpeg bundled(Path folder) throws IOException, InterruptedException {
        Path own = folder.toAbsolutePath();
        createPrivate(own);
        Path work = own.resolve("work");
        createPrivate(work);
        Path programs = FfmpegFiles.unpack(own);
        Ffmpeg ffmpeg = new Ffmpeg(programs.resolve("ffmpeg"), programs.resolve("ffprobe"), work);
        ffmpeg.requireRunning();
        return ffmpeg;
    }

    /** Who may change a program's folder decides what runs. */
    private static void createPrivate(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        }
        Path probe = Files.createTempFile(folder, "owner", "");
        boolean mine = Files.getOwner(folder).equals(Files.getOwner(probe));
        Files.delete(probe);
        if (!mine || !Files.getPosixFilePermissions(folder).equals(PRIVATE)) {
            throw new IOException(
                    "the decoder's folder " + folder + " must belong to the current user alone (rwx------), got "
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)) + " of "
                            + Files.getOwner(folder));
        }
    }

    private void requireRunning() throws IOException, InterruptedException {
        try (InputFile nothing = InputFile.of(workFolder, new byte[0])) {
            DecoderProcess.Sink ignored = (bytes, count) -> {};
            DecoderProcess.run(
                    decoder(List.of("-version"), START_TIMEOUT, nothing),
                    ignored,
                    MAX_VERSION_BYTES,
                    Deadline.in(START_TIMEOUT));
        } catch (MediaRejectedException | UncheckedIOException e) {
            throw new IOException("FFmpeg must run here, got: " + e.getMessage(), e);
        }
    }

    Path workFolder() {
        return workFolder;
    }

    ProcessBuilder decoder(List<String> arguments, Duration timeout, InputFile input) {
        return process(decoder, arguments, timeout, input);
    }

    ProcessBuilder prober(List<String> arguments, Duration timeout, InputFile input) {
        return process(prober, arguments, timeout, input);
    }

    /** Nothing of our environment goes along: it may hold secrets, and variables that steer the program. */
    private ProcessBuilder process(Path program, List<String> arguments, Duration timeout, InputFile input) {
        List<String> shell =
                List.of("/bin/sh", "-c", LIMITED, String.valueOf(timeout.toSeconds() + 1), program.toString());
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(shell.stream(), arguments.stream()).toList());
        builder.environment().clear();
        builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
        return builder.directory(workFolder.toFile()).redirectInput(input.path().toFile());
    }
}
