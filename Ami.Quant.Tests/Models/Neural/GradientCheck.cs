using Ami.Quant.Models.Neural;

namespace Ami.Quant.Tests.Models.Neural;

/// <summary>Compares derivatives with central differences, improved by Richardson's extrapolation since values are floats.</summary>
internal static class GradientCheck
{
    private const float Step = 0.02f;

    // Rows of a tiny network that differ little make layer normalisation bend sharply.
    private const float NetworkStep = 0.006f;
    private const double Tolerance = 2e-3;

    /// <summary>Checks an operation at random operands of the given shapes, through a random weighting of its results.</summary>
    public static void Operation(Func<Graph, Tensor[], Tensor> operation, params (int Rows, int Columns)[] shapes)
    {
        using var graph = new Graph(differentiates: true);
        var random = new Random(3);
        var operands = shapes.Select(shape => graph.Variable(shape.Rows, shape.Columns)).ToArray();
        foreach (var operand in operands)
        {
            Fill(operand.Values, random);
        }

        var result = operation(graph, operands);
        var weights = new float[result.Length];
        Fill(weights, random);

        graph.Forward();
        graph.ClearGradients();
        weights.CopyTo(result.Gradients);
        graph.Backward();
        for (var i = 0; i < operands.Length; i++)
        {
            var operand = operands[i];
            var gradient = operand.Gradients.ToArray();
            for (var at = 0; at < operand.Length; at++)
            {
                var element = at;
                var expected = Derivative(
                    () => operand.Values[element],
                    value => operand.Values[element] = value,
                    () =>
                    {
                        graph.Forward();
                        double sum = 0;
                        for (var k = 0; k < weights.Length; k++)
                        {
                            sum += (double)weights[k] * result.Values[k];
                        }

                        return sum;
                    }
                );
                Agree(gradient[at], expected, $"operand {i}, element {at}");
            }
        }
    }

    /// <summary>Checks a network's derivatives by its parameters, over more sequences than one shard holds.</summary>
    public static void Network(SequenceArchitecture architecture, NeuralObjective objective)
    {
        const int Rows = 20;
        var random = new Random(5);
        var features = new float[Rows * architecture.Features];
        Fill(features, random);
        var targets = new SequenceTargets(
            [.. Enumerable.Range(0, Rows).Select(_ => objective is LogisticLoss ? random.Next(2) : random.NextDouble() * 2 - 1)],
            [.. Enumerable.Range(0, Rows).Select(_ => 0.5 + random.NextDouble())],
            1
        );
        var inputs = new SequenceInputs(features, architecture.Features);
        var ends = Enumerable.Range(architecture.Window - 1, Rows - architecture.Window + 1).ToArray();
        var options = new GruOptions
        {
            Objective = objective,
            Dropout = 0,
            Threads = 1,
        };
        using var network = new Network(architecture, new ParameterLayout(architecture.Parameters).Initial(7), differentiates: true);
        using var trainer = new NetworkTrainer(network, options);
        // Biases and gains start where their derivatives may be special.
        foreach (ref var value in network.Parameters.Span)
        {
            value += 0.2f * (float)(random.NextDouble() - 0.5);
        }

        trainer.Gradient(inputs, targets, ends);
        var gradient = trainer.LastGradient.ToArray();
        var layout = network.Layout;
        for (var p = 0; p < layout.Shapes.Count; p++)
        {
            for (var at = 0; at < layout.Shapes[p].Rows * layout.Shapes[p].Columns; at++)
            {
                var element = layout.Start(p) + at;
                var expected = Derivative(
                    () => network.Parameters.Span[element],
                    value => network.Parameters.Span[element] = value,
                    () => trainer.Loss(inputs, targets, ends),
                    NetworkStep
                );
                Agree(gradient[element], expected, $"parameter {p}, element {at}");
            }
        }
    }

    public static void Fill(Span<float> values, Random random)
    {
        foreach (ref var value in values)
        {
            value = (float)(random.NextDouble() * 2 - 1);
        }
    }

    private static double Derivative(Func<float> get, Action<float> set, Func<double> loss, float step = Step)
    {
        var value = get();
        double Central(float by)
        {
            float up = value + by,
                down = value - by;
            set(up);
            var above = loss();
            set(down);
            var below = loss();
            set(value);
            return (above - below) / ((double)up - down);
        }

        return (4 * Central(step / 2) - Central(step)) / 3;
    }

    private static void Agree(double actual, double expected, string where) =>
        Math.Abs(actual - expected).ShouldBeLessThan(Tolerance * Math.Max(1, Math.Abs(expected)), $"{where}: {actual} instead of {expected}");
}
