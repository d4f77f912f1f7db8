package dev.weft.inference;

/** Which of a Hugging Face bundle's graphs are run: the same towers in other number formats, told apart by the ends of their names. */
public enum ModelVariant {
    FP32(""),
    FP16("_fp16"),
    QUANTIZED("_quantized"),
    INT8("_int8"),
    UINT8("_uint8"),
    Q4("_q4"),
    Q4F16("_q4f16"),
    BNB4("_bnb4");

    private final String suffix;

    ModelVariant(String suffix) {
        this.suffix = suffix;
    }

    /** Between the graph's name and {@code .onnx}. */
    public String suffix() {
        return suffix;
    }
}
