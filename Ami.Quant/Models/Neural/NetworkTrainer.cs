using Ami.Quant.Models.Trees;

namespace Ami.Quant.Models.Neural;

/// <summary>Targets and weights of windows, by the row they end at; targets are divided by <paramref name="Unit"/>.</summary>
internal sealed record SequenceTargets(double[] Values, double[] Weights, double Unit);

/// <summary>Improves a network batch by batch.</summary>
internal sealed unsafe class NetworkTrainer : IDisposable
{
    private readonly Network _network;
    private readonly NeuralObjective _objective;
    private readonly WorkerThreads _workers;
    private readonly AdamW _optimiser;
    private readonly AlignedBuffer<float> _decays;
    private readonly AlignedBuffer<float> _shardGradients;
    private readonly double[] _shardLosses;
    private readonly ulong _dropoutKey;
    private ulong _step;

    public NetworkTrainer(Network network, SequenceOptions options)
    {
        _network = network;
        _objective = options.Objective;
        _workers = new WorkerThreads(options.Threads);
        _optimiser = new AdamW(network.Layout.Length, options.LearningRate, options.WeightDecay, options.ClipNorm);
        _decays = network.Layout.Decays();
        _shardLosses = new double[Network.Shards(options.BatchSize)];
        _shardGradients = new AlignedBuffer<float>(checked(_shardLosses.Length * network.Layout.Length));
        _dropoutKey = options.Seed ^ Streams.DropoutKey;
    }

    /// <summary>One step of the optimiser.</summary>
    /// <param name="inputs">Features.</param>
    /// <param name="targets">By row.</param>
    /// <param name="ends">Last row of each window, at most a batch.</param>
    /// <returns>Mean loss over the batch, before the step.</returns>
    public double Step(SequenceInputs inputs, SequenceTargets targets, ReadOnlyMemory<int> ends)
    {
        var loss = Gradient(inputs, targets, ends);
        _optimiser.Step(_network.Parameters.Pointer, _shardGradients.Pointer, _decays.Pointer);
        _step++;
        return loss;
    }

    /// <summary>Computes the mean loss and its derivatives, which <see cref="LastGradient"/> then holds.</summary>
    public double Gradient(SequenceInputs inputs, SequenceTargets targets, ReadOnlyMemory<int> ends)
    {
        double weight = 0;
        foreach (var end in ends.Span)
        {
            weight += targets.Weights[end];
        }

        var length = _network.Layout.Length;
        _network.ForShards(
            ends.Length,
            _workers,
            (replica, shard, start, count) =>
            {
                var rows = ends.Span.Slice(start, count);
                inputs.CopyWindows(rows, _network.Architecture, replica.Input);
                SetDropout(replica.Graph.Dropouts, shard);
                replica.Graph.Forward();
                replica.Graph.ClearGradients();
                replica.Gradient.Span.Clear();
                _shardLosses[shard] = SeedLoss(replica.Output, targets, rows, weight);
                replica.Graph.Backward();
                replica.Gradient.Span.CopyTo(new Span<float>(_shardGradients.Pointer + (nint)shard * length, length));
            }
        );
        double loss = 0;
        for (var shard = 0; shard < Network.Shards(ends.Length); shard++)
        {
            loss += _shardLosses[shard];
            if (shard > 0)
            {
                Lanes.AddScaled(1, _shardGradients.Pointer + (nint)shard * length, _shardGradients.Pointer, length);
            }
        }

        return loss;
    }

    /// <summary>Derivatives by the parameters, in their layout.</summary>
    public ReadOnlySpan<float> LastGradient => new(_shardGradients.Pointer, _network.Layout.Length);

    /// <summary>Mean loss without dropout.</summary>
    public double Loss(SequenceInputs inputs, SequenceTargets targets, int[] ends)
    {
        var outputs = _network.Run(inputs, ends, _workers);
        var count = _objective.Outputs;
        var slopes = new float[count];
        double loss = 0,
            weight = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            weight += targets.Weights[ends[i]];
            loss += targets.Weights[ends[i]] * _objective.Loss(outputs.AsSpan(i * count, count), targets.Values[ends[i]], targets.Unit, slopes);
        }

        return loss / weight;
    }

    public void Dispose()
    {
        _optimiser.Dispose();
        _decays.Dispose();
        _shardGradients.Dispose();
    }

    private void SetDropout(DropoutState state, int shard) => (state.Active, state.Key, state.Step, state.Shard) = (true, _dropoutKey, _step, shard);

    private double SeedLoss(Tensor outputs, SequenceTargets targets, ReadOnlySpan<int> ends, double weight)
    {
        double loss = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            var slopes = outputs.Gradients.Slice(i * outputs.Columns, outputs.Columns);
            var share = targets.Weights[ends[i]] / weight;
            loss += share * _objective.Loss(outputs.Values.Slice(i * outputs.Columns, outputs.Columns), targets.Values[ends[i]], targets.Unit, slopes);
            foreach (ref var slope in slopes)
            {
                slope *= (float)share;
            }
        }

        return loss;
    }
}
