using Ami.Quant.Models.Neural;
using Ami.Quant.Models.Neural.Ops;

namespace Ami.Quant.Tests.Models.Neural;

[TestClass]
public sealed class GradientTests
{
    [TestMethod]
    public void Affine_AnyShape_AgreesWithDifferences()
    {
        GradientCheck.Operation((g, x) => Affine.Of(g, x[0], x[1], x[2]), (3, 5), (5, 2), (1, 2));
        GradientCheck.Operation((g, x) => Affine.Of(g, x[0], x[1]), (5, 3), (3, 17));
    }

    [TestMethod]
    public void Elementwise_Operations_AgreeWithDifferences()
    {
        GradientCheck.Operation((g, x) => Activation<Sigmoid>.Of(g, x[0]), (3, 7));
        GradientCheck.Operation((g, x) => Activation<Tanh>.Of(g, x[0]), (3, 7));
        GradientCheck.Operation((g, x) => Activation<Gelu>.Of(g, x[0]), (3, 7));
        GradientCheck.Operation((g, x) => Sum.Of(g, x[0], x[1]), (3, 7), (3, 7));
        GradientCheck.Operation((g, x) => Product.Of(g, x[0], x[1]), (3, 7), (3, 7));
        GradientCheck.Operation((g, x) => Sum.Of(g, x[0], Product.Of(g, x[0], x[0])), (3, 7));
    }

    [TestMethod]
    public void Softmax_RowsWithAndWithoutWholeVectors_AgreesWithDifferences()
    {
        GradientCheck.Operation((g, x) => Softmax.Of(g, x[0]), (3, 5));
        GradientCheck.Operation((g, x) => Softmax.Of(g, x[0]), (2, 20));
    }

    [TestMethod]
    public void LayerNorm_RowsWithAndWithoutWholeVectors_AgreesWithDifferences()
    {
        GradientCheck.Operation((g, x) => LayerNorm.Of(g, x[0], x[1], x[2]), (3, 5), (1, 5), (1, 5));
        GradientCheck.Operation((g, x) => LayerNorm.Of(g, x[0], x[1], x[2]), (2, 20), (1, 20), (1, 20));
    }

    [TestMethod]
    public void Shapes_AgreeWithDifferences()
    {
        GradientCheck.Operation((g, x) => Transpose.Of(g, x[0]), (3, 5));
        GradientCheck.Operation((g, x) => Concatenation.Of(g, x[0], x[1]), (3, 5), (3, 2));
        GradientCheck.Operation((g, x) => Slice.OfColumns(g, x[0], 1, 3), (3, 5));
        GradientCheck.Operation((g, x) => Slice.OfRows(g, x[0], 2, 3), (9, 4));
        GradientCheck.Operation((g, x) => Softmax.Of(g, x[0].Reshape(2, 6)), (3, 4));
    }

    [TestMethod]
    public void Means_AgreeWithDifferences()
    {
        GradientCheck.Operation((g, x) => GroupMean.Of(g, x[0], 3), (6, 5));
        GradientCheck.Operation((g, x) => WeightedTimeSum.Of(g, x[0], x[1]), (6, 5), (2, 3));
        GradientCheck.Operation((g, x) => PositionalEncoding.Of(g, x[0], 3), (6, 5));
    }

    [TestMethod]
    public void Dropout_MaskKept_AgreesWithDifferences() =>
        GradientCheck.Operation(
            (g, x) =>
            {
                g.Dropouts.Active = true;
                return Dropout.Of(g, x[0], 0.4);
            },
            (4, 9)
        );

    [TestMethod]
    public void GruSequence_SeveralSteps_AgreesWithDifferences() =>
        GradientCheck.Operation((g, x) => GruSequence.Of(g, x[0], x[1], x[2], samples: 2), (8, 9), (3, 9), (1, 9));

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void SelfAttention_TwoHeads_AgreesWithDifferences(bool causal) =>
        GradientCheck.Operation((g, x) => SelfAttention.Of(g, x[0], times: 4, heads: 2, causal), (8, 12));

    public static IEnumerable<object[]> Objectives =>
        [
            [NeuralObjective.Squared],
            [NeuralObjective.Logistic],
            [NeuralObjective.Huber(0.3)],
            [NeuralObjective.Quantiles(0.1, 0.5, 0.9)],
        ];

    [TestMethod]
    [DynamicData(nameof(Objectives))]
    public void Losses_AgreeWithDifferences(NeuralObjective objective)
    {
        const float Step = 0.01f;
        float[] outputs = [0.35f, -0.2f, 0.6f];
        outputs = outputs[..objective.Outputs];
        var slopes = new float[outputs.Length];
        foreach (var target in objective is LogisticLoss ? [0.0, 1] : new[] { -0.4, 0.2, 0.9 })
        {
            objective.Loss(outputs, target, 1, slopes);
            for (var k = 0; k < outputs.Length; k++)
            {
                double At(float shift)
                {
                    var moved = outputs.ToArray();
                    moved[k] += shift;
                    return objective.Loss(moved, target, 1, new float[outputs.Length]);
                }

                ((At(Step) - At(-Step)) / (2 * Step)).ShouldBe(slopes[k], 1e-4);
            }
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Gru_WholeNetwork_AgreesWithDifferences(bool logistic) =>
        GradientCheck.Network(new GruArchitecture(Window: 3, Features: 2, Outputs: 1, Width: 3), logistic ? NeuralObjective.Logistic : NeuralObjective.Squared);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Transformer_WholeNetwork_AgreesWithDifferences(bool causal) =>
        GradientCheck.Network(
            new TransformerArchitecture(Window: 3, Features: 2, Outputs: 1, Width: 4, Heads: 2, Layers: 2, Inner: 3, causal),
            NeuralObjective.Squared
        );
}
