using System.Runtime.Intrinsics;
using Ami.Quant.Models.Neural;
using Ami.Quant.Models.Neural.Ops;

namespace Ami.Quant.Tests.Models.Neural;

[TestClass]
public sealed unsafe class TensorCoreTests
{
    [TestMethod]
    [DataRow(1, 1, 1)]
    [DataRow(7, 117, 70)]
    [DataRow(16, 64, 64)]
    [DataRow(5, 35, 130)]
    public void Gemm_AnyShapeAndOrder_EqualsTheChainBitForBit(int m, int n, int k)
    {
        var random = new Random(1);
        float[] a = new float[m * k],
            b = new float[k * n],
            c = new float[m * n],
            transposed = new float[m * k];
        GradientCheck.Fill(a, random);
        GradientCheck.Fill(b, random);
        var expected = new float[m * n];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var p = 0; p < k; p++)
                {
                    expected[i * n + j] = MathF.FusedMultiplyAdd(a[i * k + p], b[p * n + j], expected[i * n + j]);
                }
            }
        }

        fixed (
            float* x = a,
                y = b,
                z = c,
                t = transposed
        )
        {
            Gemm.Run(m, n, k, x, k, 1, y, n, z, n, accumulate: false);
            c.ShouldBe(expected);

            Gemm.Transpose(m, k, x, k, t);
            new Span<float>(z, c.Length).Clear();
            Gemm.Run(m, n, k, t, 1, m, y, n, z, n, accumulate: true);
            c.ShouldBe(expected);
        }
    }

    [TestMethod]
    public void Exp_WholeRange_IsExactToSixDigits()
    {
        for (var x = -86f; x < 86; x += 0.173f)
        {
            var exp = Lanes.Exp(Vector512.Create(x))[5];
            (exp / Math.Exp(x)).ShouldBe(1, 3e-7);
            Lanes.Tanh(Vector512.Create(x))[0].ShouldBe((float)Math.Tanh(x), 3e-7f);
        }
    }

    [TestMethod]
    public void Softmax_OneTwoThree_IsAsPublished()
    {
        var y = Run((g, x) => Softmax.Of(g, x[0]), (1, 3, [1, 2, 3]));

        Near(y, [0.09003057f, 0.24472847f, 0.66524096f]);
    }

    [TestMethod]
    public void Softmax_LargeScores_DoesNotOverflow() => Near(Run((g, x) => Softmax.Of(g, x[0]), (1, 2, [1000, 1000])), [0.5f, 0.5f]);

    [TestMethod]
    public void LayerNorm_OneToFour_HasMeanOfBiasAndDeviationOfGain()
    {
        var y = Run((g, x) => LayerNorm.Of(g, x[0], x[1], x[2]), (1, 4, [1, 2, 3, 4]), (1, 4, [1, 1, 1, 2]), (1, 4, [0, 0, 0, 10]));

        // Deviations ±0.5, ±1.5 over √1.25 (and ε = 1e-5).
        Near(y, [-1.3416354f, -0.4472118f, 0.4472118f, 12.6832708f]);
    }

    [TestMethod]
    public void Gelu_One_IsAsPublished() => Near(Run((g, x) => Activation<Gelu>.Of(g, x[0]), (1, 3, [-1, 0, 1])), [-0.158808f, 0, 0.841192f]);

    [TestMethod]
    public void SelfAttention_TwoSteps_WeighsValuesByHand()
    {
        // One head of width 1: queries 1, 2; keys 0, ln 3; values 10, 20.
        var projections = new[] { 1, 0, 10, 2, MathF.Log(3), 20 };

        // Weights: 1/4 and 3/4 for query 1, 1/10 and 9/10 for query 2.
        Near(Run((g, x) => SelfAttention.Of(g, x[0], 2, 1, causal: false), (2, 3, projections)), [17.5f, 19f]);
        Near(Run((g, x) => SelfAttention.Of(g, x[0], 2, 1, causal: true), (2, 3, projections)), [10f, 19f]);
    }

    [TestMethod]
    public void PositionalEncoding_FirstSteps_AreSinesAndCosines()
    {
        var y = Run((g, x) => PositionalEncoding.Of(g, x[0], 2), (4, 4, new float[16]));

        float[] once = [0, 1, 0, 1, 0.841471f, 0.540302f, 0.009999833f, 0.99995f];
        Near(y, [.. once, .. once]);
    }

    [TestMethod]
    public void GruSequence_Fused_EqualsItsParts()
    {
        const int Samples = 3,
            Times = 4,
            Width = 5;
        var random = new Random(2);
        float[] inputs = new float[Samples * Times * 3 * Width],
            weight = new float[3 * Width * Width],
            bias = new float[3 * Width];
        foreach (var values in new[] { inputs, weight, bias })
        {
            GradientCheck.Fill(values, random);
        }

        var fused = Run(
            (g, x) => GruSequence.Of(g, x[0], x[1], x[2], Samples),
            (Samples * Times, 3 * Width, inputs),
            (Width, 3 * Width, weight),
            (1, 3 * Width, bias)
        );
        var parts = Run(
            (g, x) =>
            {
                var state = g.Variable(Samples, Width);
                for (var t = 0; t < Times; t++)
                {
                    var outer = Rows(g, x[0], t * Samples, Samples);
                    var inner = Affine.Of(g, state, x[1], x[2]);
                    Tensor Part(Tensor all, int gate) => Slice.OfColumns(g, all, gate * Width, Width);
                    var reset = Activation<Sigmoid>.Of(g, Sum.Of(g, Part(outer, 0), Part(inner, 0)));
                    var update = Activation<Sigmoid>.Of(g, Sum.Of(g, Part(outer, 1), Part(inner, 1)));
                    var candidate = Activation<Tanh>.Of(g, Sum.Of(g, Part(outer, 2), Product.Of(g, reset, Part(inner, 2))));
                    var minus = g.Input(Samples, Width);
                    minus.Values.Fill(-1);
                    var difference = Sum.Of(g, state, Product.Of(g, minus, candidate));
                    state = Sum.Of(g, candidate, Product.Of(g, update, difference));
                }

                return state;
            },
            (Samples * Times, 3 * Width, inputs),
            (Width, 3 * Width, weight),
            (1, 3 * Width, bias)
        );

        Near(fused[^parts.Length..], parts);
    }

    [TestMethod]
    public void Dropout_WhileTraining_KeepsTheMeanAndDependsOnStepOnly()
    {
        using var graph = new Graph(differentiates: true);
        var x = graph.Variable(100, 100);
        x.Values.Fill(1);
        var y = Dropout.Of(graph, x, 0.3);
        float[] At(ulong step, bool active = true)
        {
            (graph.Dropouts.Active, graph.Dropouts.Step, graph.Dropouts.Key) = (active, step, 4);
            graph.Forward();
            return y.Values.ToArray();
        }

        var first = At(0);
        first.Count(v => v == 0).ShouldBeInRange(2800, 3200);
        first.Where(v => v != 0).Distinct().ShouldHaveSingleItem().ShouldBe(1 / 0.7f, 1e-4f);
        At(1).ShouldNotBe(first);
        At(0).ShouldBe(first);
        At(0, active: false).ShouldAllBe(v => v == 1);
    }

    [TestMethod]
    public void AdamW_FirstStep_MovesByTheRateAndDecaysWeightsOnly()
    {
        using var optimiser = new AdamW(16, learningRate: 0.1, weightDecay: 0.5, clipNorm: 1);
        float[] values = [2, 2, .. new float[14]],
            gradient = [30, -40, .. new float[14]],
            decays = [1, 0, .. new float[14]];
        fixed (
            float* v = values,
                g = gradient,
                d = decays
        )
        {
            optimiser.Step(v, g, d).ShouldBe(50);
        }

        // Bias-corrected, the first step is rate · sign; before it the decaying weight lost 0.1 · 0.5 of itself.
        Near(values[..3], [1.8f, 2.1f, 0]);
    }

    [TestMethod]
    public void AdamW_SecondStep_UsesClippedMoments()
    {
        using var optimiser = new AdamW(16, learningRate: 1, weightDecay: 0, clipNorm: 1);
        float[] values = new float[16],
            decays = new float[16];
        foreach (var slope in new[] { 5f, -0.5f })
        {
            float[] gradient = [slope, .. new float[15]];
            fixed (
                float* v = values,
                    g = gradient,
                    d = decays
            )
            {
                optimiser.Step(v, g, d);
            }
        }

        // Moments 0.1·1 then 0.09 − 0.05 over 1 − 0.9² = 0.19; 0.001·1 then 0.000999 + 0.00025 over 1 − 0.999² = 0.001999.
        values[0].ShouldBe(-1 - (float)(0.04 / 0.19 / Math.Sqrt(0.001249 / 0.001999)), 1e-4f);
    }

    [TestMethod]
    public void Operations_ShapesThatDoNotFit_Throw()
    {
        using var graph = new Graph(differentiates: false);
        Tensor a = graph.Variable(2, 3),
            b = graph.Variable(2, 4);

        foreach (
            var build in new Func<Tensor>[]
            {
                () => Affine.Of(graph, a, b),
                () => Sum.Of(graph, a, b),
                () => Product.Of(graph, a, b),
                () => LayerNorm.Of(graph, a, b, b),
                () => Concatenation.Of(graph, a, graph.Variable(3, 3)),
                () => Slice.OfColumns(graph, a, 2, 2),
                () => Slice.OfRows(graph, a, 2, 1),
                () => GroupMean.Of(graph, a, 3),
                () => WeightedTimeSum.Of(graph, a, b),
                () => PositionalEncoding.Of(graph, a, 3),
                () => GruSequence.Of(graph, a, b, b, 1),
                () => SelfAttention.Of(graph, a, 2, 2, false),
                () => a.Reshape(4, 2),
            }
        )
        {
            Should.Throw<ArgumentException>(build);
        }
    }

    private static Tensor Rows(Graph graph, Tensor x, int first, int count) =>
        Transpose.Of(graph, Slice.OfColumns(graph, Transpose.Of(graph, x), first, count));

    private static float[] Run(Func<Graph, Tensor[], Tensor> operation, params (int Rows, int Columns, float[] Values)[] operands)
    {
        using var graph = new Graph(differentiates: true);
        var tensors = operands
            .Select(o =>
            {
                var tensor = graph.Variable(o.Rows, o.Columns);
                o.Values.CopyTo(tensor.Values);
                return tensor;
            })
            .ToArray();
        var result = operation(graph, tensors);
        graph.Forward();
        return result.Values.ToArray();
    }

    private static void Near(float[] actual, float[] expected)
    {
        actual.Length.ShouldBe(expected.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            actual[i].ShouldBe(expected[i], 2e-5f * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
