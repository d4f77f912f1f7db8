"""What a user of OpenAI's client does, against a gateway: openai_client.py BASE_URL PICTURE_DATA_URI. Prints what came back as JSON."""

import json
import sys

import openai

base_url, picture = sys.argv[1:]
client = openai.OpenAI(base_url=base_url, api_key="none", max_retries=0)


def refusal(call):
    try:
        call()
    except openai.APIStatusError as e:
        return {"type": type(e).__name__, "status": e.status_code, "code": e.code, "param": e.param, "body": e.body}
    return None


def embed(**arguments):
    return client.embeddings.create(model="weft", **arguments)


numbers = embed(input="a red shoe", encoding_format="float")
# Without a format the client asks for base64 and decodes it.
decoded = embed(input="a red shoe")
many = embed(input=["a red shoe", picture, {"type": "image_url", "image_url": {"url": picture}}])

print(
    json.dumps(
        {
            "version": openai.__version__,
            "models": [model.id for model in client.models.list()],
            "retrieved": client.models.retrieve("weft").id,
            "model": numbers.model,
            "tokens": numbers.usage.prompt_tokens,
            "numbers": numbers.data[0].embedding,
            "decoded": decoded.data[0].embedding,
            "many": [row.embedding for row in many.data],
            "indexes": [row.index for row in many.data],
            "dimensions": refusal(lambda: embed(input="a", dimensions=64)),
            "unknown": refusal(lambda: client.embeddings.create(model="gpt-5", input="a")),
            "tokens_refused": refusal(lambda: embed(input=[[1, 2, 3]])),
        }
    )
)
