package dev.weft.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Pillow in a Python of its own, as the reference pipelines of the models use it. */
final class Pillow {

    private static final String LOOP = """
            import io, sys, time
            from PIL import Image
            data, count = open(sys.argv[1], "rb").read(), int(sys.argv[2])
            def prepare():
                image = Image.open(io.BytesIO(data)).convert("RGB")
                side = max(image.size)
                square = Image.new("RGB", (side, side), "white")
                square.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
                return square.resize((224, 224), Image.Resampling.BICUBIC)
            for _ in range(50):
                prepare()
            start = time.process_time()
            for _ in range(count):
                prepare()
            print((time.process_time() - start) * 1000 / count)
            """;

    private final Path python;
    private final String version;

    private Pillow(Path python, String version) {
        this.python = python;
        this.version = version;
    }

    /** The one in the folder's virtual environment, installed into it if need be; empty where that can't be done. */
    static Optional<Pillow> find(Path work) throws IOException, InterruptedException {
        Path environment = work.resolve("venv");
        Path python = environment.resolve("bin/python");
        if (version(python).isEmpty()) {
            run("python3", "-m", "venv", environment.toString());
            run(python.toString(), "-m", "pip", "install", "--quiet", "pillow");
        }
        return version(python).map(version -> new Pillow(python, version));
    }

    /** Of processor time. */
    double millisPerPicture(Path file, int pictures) throws IOException, InterruptedException {
        return run(python.toString(), "-c", LOOP, file.toString(), Integer.toString(pictures))
                .map(Double::parseDouble)
                .orElseThrow(() -> new IOException("Pillow's loop failed"));
    }

    String version() {
        return version;
    }

    private static Optional<String> version(Path python) throws IOException, InterruptedException {
        return Files.isExecutable(python)
                ? run(python.toString(), "-c", "import PIL; print(PIL.__version__)")
                : Optional.empty();
    }

    /** What the command printed; empty if it failed or there is no such command. */
    private static Optional<String> run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
