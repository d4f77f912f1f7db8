"""Writes the graphs of this folder. Needs onnx and numpy; run it in this folder.

encoder.onnx: a text encoder whose state of token t is (t, 1, 0, 0), that of padding too; its states are not pooled.
picture.onnx: an image encoder of [3, 2, 2] whose vector is the mean of each channel. open.onnx: the same, of a dimension that only a run tells.
outside.onnx: encoder.onnx with its weights in ../secret.bin. absolute.onnx: in /etc/passwd. beside.onnx: in pom.xml, which lies in the folder
that the tests run in. custom.onnx: with an operator of nobody's domain.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

TOKENS = 40


def save(name, nodes, inputs, outputs, initializers=(), domains=()):
    opsets = [helper.make_opsetid("", 17)] + [helper.make_opsetid(domain, 1) for domain in domains]
    graph = helper.make_graph(nodes, name, inputs, outputs, list(initializers))
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    with open(name + ".onnx", "wb") as out:
        out.write(model.SerializeToString())


def table(location=None):
    values = np.zeros((TOKENS, 4), dtype=np.float32)
    values[:, 0] = np.arange(TOKENS)
    values[:, 1] = 1
    tensor = numpy_helper.from_array(values, "table")
    if location:
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in [("location", location), ("offset", "0"), ("length", str(values.nbytes))]:
            entry = tensor.external_data.add()
            entry.key, entry.value = key, value
    return tensor


IDS = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])
MASK = helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["batch", "tokens"])
STATES = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", 4])
AXIS = numpy_helper.from_array(np.array([2], dtype=np.int64), "axis")
ONE = numpy_helper.from_array(np.array(1, dtype=np.float32), "one")
NODES = [
    helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
    helper.make_node("Cast", ["attention_mask"], ["flat"], to=TensorProto.FLOAT),
    helper.make_node("Max", ["flat", "one"], ["ones"]),
    helper.make_node("Unsqueeze", ["ones", "axis"], ["weights"]),
    helper.make_node("Mul", ["rows", "weights"], ["last_hidden_state"]),
]
save("encoder", NODES, [IDS, MASK], [STATES], [table(), AXIS, ONE])
for name, location in [("outside", "../secret.bin"), ("absolute", "/etc/passwd"), ("beside", "pom.xml")]:
    save(name, NODES, [IDS, MASK], [STATES], [table(location), AXIS, ONE])
save("custom", [helper.make_node("Steal", ["input_ids", "attention_mask"], ["last_hidden_state"], domain="evil")], [IDS, MASK], [STATES],
     domains=["evil"])
MEAN = helper.make_node("ReduceMean", ["pixel_values"], ["means"], axes=[2, 3], keepdims=0)
PIXELS = helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, ["batch", 3, 2, 2])
LOW = numpy_helper.from_array(np.array(-1e9, dtype=np.float32), "low")
save("open", [MEAN, helper.make_node("ReduceMean", ["means"], ["channels"], axes=[0], keepdims=0),
              helper.make_node("Greater", ["channels", "low"], ["all"]),
              helper.make_node("Compress", ["means", "all"], ["pooler_output"], axis=1)],
     [PIXELS], [helper.make_tensor_value_info("pooler_output", TensorProto.FLOAT, ["batch", "any"])], [LOW])
save("picture", [helper.make_node("ReduceMean", ["pixel_values"], ["pooler_output"], axes=[2, 3], keepdims=0)],
     [PIXELS], [helper.make_tensor_value_info("pooler_output", TensorProto.FLOAT, ["batch", 3])])
