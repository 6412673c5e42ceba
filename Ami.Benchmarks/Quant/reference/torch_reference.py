"""Trains the networks of NeuralBenchmarks in PyTorch, from the same starting values and on the same batches.

Arguments: file, network ("gru" or "transformer"), batch, window, features, batches, parameters, learning rate,
weight decay, clip norm, threads. The file holds float32, little-endian: the batches (batch, window, features), their targets, the parameters in
AMI's order, matrices as inputs x outputs. Each line "step" on standard input runs one step and answers with its seconds and loss.
"""
import json
import os
import sys
import time

# OpenBLAS reads its number of threads when it is loaded.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = sys.argv[11]

try:
    import numpy as np
    import torch
    from torch import nn
except ImportError as error:
    print(json.dumps({"missing": str(error)}), flush=True)
    sys.exit(0)

WIDTH, HEADS, LAYERS, INNER = 64, 4, 2, 128


def padded(count):
    return (count + 15) // 16 * 16


class Parameters:
    """Hands out the parameters one after the other; each starts on a multiple of 16 floats."""

    def __init__(self, values):
        self.values, self.position = values, 0

    def take(self, *shape):
        count = int(np.prod(shape))
        taken = self.values[self.position:self.position + count].reshape(shape)
        self.position += padded(count)
        return torch.from_numpy(taken.copy())

    def linear(self, inputs, outputs, bias=True):
        layer = nn.Linear(inputs, outputs, bias=bias)
        layer.weight.data = self.take(inputs, outputs).t().contiguous()
        if bias:
            layer.bias.data = self.take(outputs)
        return layer

    def norm(self, layer):
        layer.weight.data, layer.bias.data = self.take(WIDTH), self.take(WIDTH)


class Gru(nn.Module):
    def __init__(self, parameters, features):
        super().__init__()
        self.gru = nn.GRU(features, WIDTH, batch_first=True)
        self.gru.weight_ih_l0.data = parameters.take(features, 3 * WIDTH).t().contiguous()
        self.gru.bias_ih_l0.data = parameters.take(3 * WIDTH)
        self.gru.weight_hh_l0.data = parameters.take(WIDTH, 3 * WIDTH).t().contiguous()
        self.gru.bias_hh_l0.data = parameters.take(3 * WIDTH)
        self.key = parameters.linear(WIDTH, WIDTH)
        self.score = parameters.linear(WIDTH, 1, bias=False)
        self.head = parameters.linear(2 * WIDTH, 1)

    def forward(self, x):
        states, _ = self.gru(x)
        weights = torch.softmax(self.score(torch.tanh(self.key(states))), dim=1)
        return self.head(torch.cat([(weights * states).sum(1), states[:, -1]], 1))


class Transformer(nn.Module):
    def __init__(self, parameters, features, window):
        super().__init__()
        self.embed = parameters.linear(features, WIDTH)
        column = torch.arange(WIDTH)
        angle = torch.arange(window)[:, None] / 10000 ** ((column - column % 2) / WIDTH)
        self.register_buffer("positions", torch.where(column % 2 == 0, torch.sin(angle), torch.cos(angle)))
        self.layers = nn.ModuleList()
        for _ in range(LAYERS):
            layer = nn.TransformerEncoderLayer(
                WIDTH, HEADS, INNER, dropout=0.0, activation=lambda x: nn.functional.gelu(x, approximate="tanh"), batch_first=True, norm_first=True)
            parameters.norm(layer.norm1)
            layer.self_attn.in_proj_weight.data = parameters.take(WIDTH, 3 * WIDTH).t().contiguous()
            layer.self_attn.in_proj_bias.data = parameters.take(3 * WIDTH)
            layer.self_attn.out_proj.weight.data = parameters.take(WIDTH, WIDTH).t().contiguous()
            layer.self_attn.out_proj.bias.data = parameters.take(WIDTH)
            parameters.norm(layer.norm2)
            layer.linear1 = parameters.linear(WIDTH, INNER)
            layer.linear2 = parameters.linear(INNER, WIDTH)
            self.layers.append(layer)
        self.norm = nn.LayerNorm(WIDTH)
        parameters.norm(self.norm)
        self.head = parameters.linear(2 * WIDTH, 1)

    def forward(self, x):
        states = self.embed(x) + self.positions
        for layer in self.layers:
            states = layer(states)
        states = self.norm(states)
        return self.head(torch.cat([states[:, -1], states.mean(1)], 1))


def main():
    path, name = sys.argv[1:3]
    batch, window, features, batches, count = map(int, sys.argv[3:8])
    rate, decay, clip = map(float, sys.argv[8:11])
    torch.set_num_threads(int(sys.argv[11]))
    values = np.fromfile(path, dtype="<f4")
    cells, targets = batches * batch * window * features, batches * batch
    x = torch.from_numpy(values[:cells].reshape(batches, batch, window, features).copy())
    y = torch.from_numpy(values[cells:cells + targets].reshape(batches, batch, 1).copy())
    parameters = Parameters(values[cells + targets:])
    model = Gru(parameters, features) if name == "gru" else Transformer(parameters, features, window)
    assert parameters.position == count, (parameters.position, count)
    matrices = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW([{"params": matrices, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}], lr=rate)
    print(json.dumps({"version": torch.__version__}), flush=True)
    step = 0
    for line in sys.stdin:
        if line.strip() != "step":
            break
        started = time.perf_counter()
        optimiser.zero_grad()
        loss = nn.functional.mse_loss(model(x[step % batches]), y[step % batches])
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), clip)
        optimiser.step()
        elapsed = time.perf_counter() - started
        print(json.dumps({"seconds": elapsed, "loss": loss.item()}), flush=True)
        step += 1


main()
