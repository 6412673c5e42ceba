using Ami.Quant.Models;
using Ami.Quant.Models.Neural;

namespace Ami.Quant.Tests.Models.Neural;

[TestClass]
public sealed class SequenceModelFormatTests
{
    private static readonly GruOptions Small = new()
    {
        Window = 3,
        Width = 4,
        Epochs = 1,
    };

    private static readonly TransformerOptions SmallTransformer = new()
    {
        Window = 3,
        Width = 4,
        Heads = 2,
        Layers = 1,
        FeedForward = 4,
        Epochs = 1,
        Causal = true,
    };

    public static IEnumerable<object[]> Objectives =>
        [
            [NeuralObjective.Squared],
            [NeuralObjective.Logistic],
            [NeuralObjective.Huber(0.3)],
            [NeuralObjective.Quantiles(0.1, 0.9)],
        ];

    [TestMethod]
    [DynamicData(nameof(Objectives))]
    public void Save_ThenLoad_PredictsTheSame(NeuralObjective objective)
    {
        var samples = objective == NeuralObjective.Logistic ? Generated.Binary(40, 3) : Generated.Regression(40, 3);
        foreach (
            ILearner learner in new ILearner[]
            {
                new Gru(Small with { Objective = objective }),
                new TransformerEncoder(SmallTransformer with { Objective = objective }),
            }
        )
        {
            var model = learner.Fit(samples);

            var loaded = ModelFormat.Load(model.Save()).ShouldBeOfType<SequenceModel>();

            loaded.Objective.ShouldBe(objective);
            loaded.Window.ShouldBe(3);
            loaded.FeatureNames.ShouldBe(model.FeatureNames);
            loaded.Predict(samples.Features).ShouldBe(model.Predict(samples.Features));
            loaded.Save().ShouldBe(model.Save());
        }
    }

    [TestMethod]
    public void Load_Damaged_SaysWhatIsWrong()
    {
        var bytes = new TransformerEncoder(SmallTransformer).Fit(Generated.Regression(20, 3)).Save();

        Refusal(bytes[..^1]).ShouldContain("cut short");
        bytes[^20] ^= 1;
        Refusal(bytes).ShouldContain("damaged");
    }

    [TestMethod]
    [DataRow(0, 4, 2, 1, 4, 0, "window")]
    [DataRow(3, -4, 2, 1, 4, 0, "width")]
    [DataRow(3, 4, 3, 1, 4, 0, "heads")]
    [DataRow(3, 4, 2, 100_000, 4, 0, "layers")]
    [DataRow(3, 4, 2, 1, 4, 9, "objective")]
    [DataRow(3, 4, 2, 1, 4, 0, "values where")]
    public void Load_InconsistentContent_SaysWhat(int window, int width, int heads, int layers, int inner, int objective, string expected)
    {
        var writer = new ModelWriter();
        writer.Write(["x"]);
        writer.Write(objective);
        writer.Write<double>([]);
        foreach (var size in new[] { window, width, heads, layers, inner, 0 })
        {
            writer.Write(size);
        }

        writer.Write<double>([0]);
        writer.Write<double>([1]);
        writer.Write(0.0);
        writer.Write(1.0);
        writer.Write<float>(new float[5]);

        Refusal(ModelFormat.Seal(ModelKind.Transformer, writer)).ShouldContain(expected);
    }

    [TestMethod]
    public void Load_ParameterNotFinite_SaysSo()
    {
        float[] parameters = new float[new ParameterLayout(Small.Architecture(1).Parameters).Length];
        byte[] Saved(float value)
        {
            var writer = new ModelWriter();
            writer.Write(["x"]);
            NeuralObjective.Squared.Write(writer);
            Small.Architecture(1).Write(writer);
            writer.Write<double>([0]);
            writer.Write<double>([1]);
            writer.Write(0.0);
            writer.Write(1.0);
            parameters[0] = value;
            writer.Write<float>(parameters);
            return ModelFormat.Seal(ModelKind.Gru, writer);
        }

        ModelFormat.Load(Saved(1)).Outputs.ShouldBe(1);
        Refusal(Saved(float.NaN)).ShouldContain("not a finite number");
    }

    [TestMethod]
    public void Options_OutOfRange_SayWhich()
    {
        void Refused(SequenceOptions options, string name) => Should.Throw<ArgumentException>(options.Validate).ParamName.ShouldBe(name);

        Refused(Small with { Window = 0 }, "Window");
        Refused(Small with { Epochs = 0 }, "Epochs");
        Refused(Small with { BatchSize = 0 }, "BatchSize");
        Refused(Small with { LearningRate = 0 }, "LearningRate");
        Refused(Small with { WeightDecay = -1 }, "WeightDecay");
        Refused(Small with { ClipNorm = -1 }, "ClipNorm");
        Refused(Small with { Dropout = 1 }, "Dropout");
        Refused(Small with { EarlyStoppingEpochs = -1 }, "EarlyStoppingEpochs");
        Refused(Small with { Threads = -1 }, "Threads");
        Refused(Small with { Width = 0 }, "Width");
        Refused(SmallTransformer with { Heads = 3 }, "Heads");
        Refused(SmallTransformer with { Layers = 0 }, "Layers");
        Refused(SmallTransformer with { FeedForward = 0 }, "FeedForward");
        Should.Throw<ArgumentException>(() => NeuralObjective.Quantiles(0.5, 0.5));
        Should.Throw<ArgumentException>(() => NeuralObjective.Huber(0));
    }

    [TestMethod]
    public void Fit_UnsuitableSamples_Throw()
    {
        var learner = new Gru(Small);
        var samples = Generated.Regression(20, 3);

        Should.Throw<ArgumentException>(() => learner.Fit(samples.Slice(0, 2))).Message.ShouldContain("no full window of 3 rows");
        Should.Throw<ArgumentException>(() => learner.Fit(new Samples(samples.Features, samples.Targets, new double[20])));
        Should.Throw<ArgumentException>(() => learner.Fit(samples, Generated.Regression(20, 4))).Message.ShouldContain("differ in features");
        Should.Throw<ArgumentException>(() => new Gru(Small with { Objective = NeuralObjective.Logistic }).Fit(samples)).Message.ShouldContain("0 or 1");
        var infinite = FeatureMatrix.FromColumns(["x"], [1, 2, double.PositiveInfinity, 4]);
        Should.Throw<ArgumentException>(() => learner.Fit(new Samples(infinite, new double[4]))).Message.ShouldContain("infinite");
        var single = learner.Fit(new Samples(samples.Features.SelectColumns([0]), samples.Targets));
        Should.Throw<ArgumentException>(() => single.Predict(infinite)).Message.ShouldContain("fitted on");
        Should
            .Throw<ArgumentException>(() => single.Predict(FeatureMatrix.FromColumns(["f0"], [1, 2, double.NegativeInfinity, 4])))
            .Message.ShouldContain("infinite");
        Should.Throw<OperationCanceledException>(() => learner.Fit(samples, null, new CancellationToken(true)));
    }

    private static string Refusal(byte[] bytes) => Should.Throw<InvalidDataException>(() => ModelFormat.Load(bytes)).Message;
}
