using System.Collections.Concurrent;
using Ami.Quant.Models.Trees;

namespace Ami.Quant.Models.Neural;

/// <summary>
/// A network with its parameters. Batches are cut into shards of a fixed number of sequences, which threads work on side by side;
/// what a shard computes does not depend on the others, so neither does the result on the number of threads.
/// </summary>
internal sealed unsafe class Network : IDisposable
{
    /// <summary>Sequences per shard. Part of the results' definition: gradients are summed per shard, in order.</summary>
    public const int ShardSize = 16;

    private readonly ConcurrentBag<Replica> _idle = [];
    private readonly ConcurrentBag<Replica> _all = [];
    private readonly bool _differentiates;
    private readonly double _dropout;

    public Network(SequenceArchitecture architecture, ReadOnlySpan<float> parameters, bool differentiates, double dropout = 0)
    {
        Architecture = architecture;
        Layout = new ParameterLayout(architecture.Parameters);
        Parameters = new AlignedBuffer<float>(Layout.Length);
        parameters.CopyTo(Parameters.Span);
        _differentiates = differentiates;
        _dropout = dropout;
    }

    public SequenceArchitecture Architecture { get; }

    public ParameterLayout Layout { get; }

    public AlignedBuffer<float> Parameters { get; }

    public static int Shards(int sequences) => (sequences + ShardSize - 1) / ShardSize;

    /// <summary>Runs <paramref name="body"/> for each shard with a replica of its own, the shard's number, its first sequence and their count.</summary>
    public void ForShards(int sequences, WorkerThreads workers, Action<Replica, int, int, int> body) =>
        workers.For(
            Shards(sequences),
            shard =>
            {
                if (!_idle.TryTake(out var replica))
                {
                    replica = new Replica(Architecture, Layout, Parameters.Pointer, _differentiates, _dropout);
                    _all.Add(replica);
                }

                body(replica, shard, shard * ShardSize, Math.Min(ShardSize, sequences - shard * ShardSize));
                _idle.Add(replica);
            }
        );

    /// <summary>What the network says to the windows that end at the given rows, rows × outputs.</summary>
    public float[] Run(SequenceInputs inputs, int[] ends, WorkerThreads workers)
    {
        var outputs = new float[ends.Length * Architecture.Outputs];
        ForShards(
            ends.Length,
            workers,
            (replica, _, start, count) =>
            {
                inputs.CopyWindows(ends.AsSpan(start, count), Architecture, replica.Input);
                replica.Graph.Dropouts.Active = false;
                replica.Graph.Forward();
                replica.Output.Values[..(count * Architecture.Outputs)].CopyTo(outputs.AsSpan(start * Architecture.Outputs));
            }
        );
        return outputs;
    }

    public void Dispose()
    {
        foreach (var replica in _all)
        {
            replica.Dispose();
        }

        Parameters.Dispose();
    }
}

/// <summary>The graph of one thread, over the parameters of all.</summary>
internal sealed unsafe class Replica : IDisposable
{
    public Replica(SequenceArchitecture architecture, ParameterLayout layout, float* parameters, bool differentiates, double dropout)
    {
        Graph = new Graph(differentiates);
        Gradient = new AlignedBuffer<float>(differentiates ? layout.Length : 0);
        Input = Graph.Input(Network.ShardSize * architecture.Window, architecture.Features);
        Output = architecture.Build(Graph, Input, layout.Bind(parameters, differentiates ? Gradient.Pointer : null), dropout);
    }

    public Graph Graph { get; }

    public Tensor Input { get; }

    public Tensor Output { get; }

    /// <summary>Derivatives by the parameters, in their layout.</summary>
    public AlignedBuffer<float> Gradient { get; }

    public void Dispose()
    {
        Graph.Dispose();
        Gradient.Dispose();
    }
}
