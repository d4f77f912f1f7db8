# The step that StepTime measures, in PyTorch's own Python; prints the median in milliseconds.
import math, sys, time
import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(0)
BATCH, DIMENSION, STEPS, WARM_UP = 1024, 512, 80, 20


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(DIMENSION)
        self.a = nn.Linear(DIMENSION, DIMENSION)
        self.c = nn.Linear(DIMENSION, DIMENSION)
        nn.init.zeros_(self.c.weight)

    def forward(self, x):
        return F.normalize(x + self.c(F.gelu(self.a(self.norm(x)))), dim=1)


rows = [F.normalize(torch.randn(4 * BATCH, DIMENSION), dim=1) for _ in range(2)]
heads = [Head(), Head()]
scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))
weights = [p for head in heads for p in head.parameters()] + [scale]
means = [p.detach().clone() for p in weights]
optimiser = torch.optim.AdamW(weights, lr=1e-4, betas=(0.9, 0.95), weight_decay=0)
targets = torch.arange(BATCH)
times = []
for step in range(STEPS):
    start = time.perf_counter()
    drawn = torch.randperm(4 * BATCH)[:BATCH]
    image, text = (head(x[drawn]) for head, x in zip(heads, rows))
    logits = scale.exp() * image @ text.T
    loss = (F.cross_entropy(logits, targets) + F.cross_entropy(logits.T, targets)) / 2
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    optimiser.step()
    with torch.no_grad():
        for mean, weight in zip(means, weights):
            mean.lerp_(weight, 0.001)
        scale.clamp_(max=math.log(100))
    times.append(time.perf_counter() - start)
print(1000 * sorted(times[WARM_UP:])[(STEPS - WARM_UP) // 2])
