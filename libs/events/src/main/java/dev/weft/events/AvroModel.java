package dev.weft.events;

import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;

/** How Avro makes our generated classes. */
final class AvroModel {

    /** With the class loader that has our classes: Avro's own may be a parent's that has not. */
    static final SpecificData DATA = model();

    private AvroModel() {}

    private static SpecificData model() {
        SpecificData data = new SpecificData(AvroModel.class.getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
        return data;
    }
}
