using Ami.Quant.Randomness;

namespace Ami.Quant.Models.Neural;

/// <summary>A fit of a network: epochs of shuffled batches, until the validation loss stops falling.</summary>
internal sealed class SequenceFit
{
    private readonly SequenceOptions _options;
    private readonly NetworkTrainer _trainer;
    private readonly SequenceInputs _inputs;
    private readonly SequenceTargets _targets;
    private readonly int[] _ends;

    private SequenceFit(SequenceOptions options, NetworkTrainer trainer, SequenceInputs inputs, SequenceTargets targets, int[] ends) =>
        (_options, _trainer, _inputs, _targets, _ends) = (options, trainer, inputs, targets, ends);

    /// <summary>What a fit leaves behind; losses are in the targets' own unit.</summary>
    internal sealed record Outcome(
        FeatureScaling Scaling,
        double Centre,
        double Unit,
        float[] Parameters,
        IReadOnlyList<double> TrainingLosses,
        IReadOnlyList<double> ValidationLosses,
        int Epoch
    );

    public static Outcome Run(SequenceOptions options, Samples training, Samples? validation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(training);
        var ends = Ends(options, training, nameof(training));
        if (options.EarlyStoppingEpochs > 0 && validation is null)
        {
            throw new ArgumentException("Early stopping needs validation samples.", nameof(validation));
        }

        var validationEnds = validation is null ? [] : Ends(options, validation, nameof(validation));
        if (validation is not null && !validation.Features.Names.SequenceEqual(training.Features.Names))
        {
            throw new ArgumentException("Validation and training samples differ in features.", nameof(validation));
        }

        var scaling = FeatureScaling.Fit(training);
        var (centre, inverse) = options.Objective.ScalesTargets ? FeatureScaling.Moments(training.Targets.Span, training) : (0, 1);
        var unit = inverse > 0 ? 1 / inverse : 1;
        var architecture = options.Architecture(training.Features.Columns);
        var initial = new ParameterLayout(architecture.Parameters).Initial(options.Seed);
        using var network = new Network(architecture, initial, differentiates: true, options.Dropout);
        using var trainer = new NetworkTrainer(network, options);
        var fit = new SequenceFit(options, trainer, scaling.Apply(training.Features), Scaled(training, centre, unit), ends);

        var lossUnit = options.Objective.LossUnit(unit);
        var held = validation is null ? null : new HeldOut(scaling.Apply(validation.Features), Scaled(validation, centre, unit), validationEnds);
        List<double> losses = [],
            heldLosses = [];
        var (best, kept) = (0, Array.Empty<float>());
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            losses.Add(lossUnit * fit.Epoch(epoch, cancellation));
            if (held is not null)
            {
                heldLosses.Add(lossUnit * trainer.Loss(held.Inputs, held.Targets, held.Ends));
            }

            if (!double.IsFinite(losses[^1]))
            {
                throw new ArithmeticException("The loss became infinite; a smaller learning rate may keep it finite.");
            }

            if (options.EarlyStoppingEpochs == 0 || best == 0 || heldLosses[^1] < heldLosses[best - 1])
            {
                (best, kept) = (epoch + 1, network.Parameters.Span.ToArray());
            }
            else if (epoch + 1 - best >= options.EarlyStoppingEpochs)
            {
                break;
            }
        }

        return new Outcome(scaling, centre, unit, kept, losses, heldLosses, best);
    }

    private double Epoch(int epoch, CancellationToken cancellation)
    {
        var order = (int[])_ends.Clone();
        new RandomStream(_options.Seed, Streams.Shuffle + (ulong)epoch).Shuffle<int>(order);
        double loss = 0;
        for (var start = 0; start < order.Length; start += _options.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(_options.BatchSize, order.Length - start);
            loss += count * _trainer.Step(_inputs, _targets, order.AsMemory(start, count));
        }

        return loss / order.Length;
    }

    /// <summary>Last rows of the full windows that weigh something.</summary>
    private static int[] Ends(SequenceOptions options, Samples samples, string name)
    {
        options.Objective.CheckTargets(samples.Targets.Span);
        if (samples.Features.Columns == 0)
        {
            throw new ArgumentException("There are no features to learn from.", name);
        }

        var ends = Enumerable.Range(0, samples.Rows).Skip(options.Window - 1).Where(row => samples.Weight(row) > 0).ToArray();
        return ends.Length > 0
            ? ends
            : throw new ArgumentException($"{samples.Rows} rows hold no full window of {options.Window} rows that weighs more than 0.", name);
    }

    private static SequenceTargets Scaled(Samples samples, double centre, double unit) =>
        new(Array.ConvertAll(samples.Targets.ToArray(), y => (y - centre) / unit), samples.WeightsOrOnes(), unit);

    private sealed record HeldOut(SequenceInputs Inputs, SequenceTargets Targets, int[] Ends);
}
