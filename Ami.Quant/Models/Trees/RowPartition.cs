using Ami.Quant.Randomness;

namespace Ami.Quant.Models.Trees;

/// <summary>A run of rows in a <see cref="RowPartition"/>.</summary>
internal readonly record struct RowRange(int Start, int Count);

/// <summary>
/// The samples of a tree, ordered so that those of a node are side by side and ascending, together with their gradients:
/// moving eight bytes once per level is cheaper than fetching them from afar for every histogram.
/// </summary>
internal sealed unsafe class RowPartition(BinnedFeatures binned, WorkerThreads workers) : IDisposable
{
    private const int Chunk = WorkerThreads.RowBlock;

    private readonly AlignedBuffer<int> _rows = new(binned.Rows + Histogram.PrefetchDistance);
    private readonly AlignedBuffer<GradientPair> _pairs = new(binned.Rows);
    private readonly AlignedBuffer<int> _leftRows = new(binned.Rows);
    private readonly AlignedBuffer<int> _rightRows = new(binned.Rows);
    private readonly AlignedBuffer<GradientPair> _leftPairs = new(binned.Rows);
    private readonly AlignedBuffer<GradientPair> _rightPairs = new(binned.Rows);

    /// <summary>Samples in the tree; those left out by subsampling come after them.</summary>
    public int Included { get; private set; }

    public int* Rows => _rows.Pointer;

    public GradientPair* Pairs => _pairs.Pointer;

    /// <summary>Starts a tree with the given share of the samples and returns the sums over them.</summary>
    public NodeSums Load(GradientPair* gradients, double share, RandomStream random)
    {
        Included = share < 1 ? Draw(share, random) : DrawAll();
        var blocks = (Included + Chunk - 1) / Chunk;
        var sums = new (double G, double H)[blocks];
        workers.ForRows(
            Included,
            (start, count) =>
            {
                double g = 0,
                    h = 0;
                for (var i = start; i < start + count; i++)
                {
                    var pair = gradients[Rows[i]];
                    Pairs[i] = pair;
                    g += pair.Gradient;
                    h += pair.Hessian;
                }

                sums[start / Chunk] = (g, h);
            }
        );
        return new NodeSums(sums.Sum(s => s.G), sums.Sum(s => s.H), double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <summary>Divides each range by its split, stably, and returns how many rows went left in each.</summary>
    public int[] Divide(IReadOnlyList<(RowRange Range, Split Split)> nodes)
    {
        var chunks = new List<(int Node, int Start, int Count)>();
        for (var node = 0; node < nodes.Count; node++)
        {
            var range = nodes[node].Range;
            for (var start = 0; start < range.Count; start += Chunk)
            {
                chunks.Add((node, range.Start + start, Math.Min(Chunk, range.Count - start)));
            }
        }

        var lefts = new int[chunks.Count];
        workers.For(chunks.Count, c => lefts[c] = DivideChunk(nodes[chunks[c].Node].Split, chunks[c].Start, chunks[c].Count));

        var total = new int[nodes.Count];
        for (var c = 0; c < chunks.Count; c++)
        {
            total[chunks[c].Node] += lefts[c];
        }

        var targets = new (int Left, int Right)[chunks.Count];
        for (int c = 0, left = 0, right = 0; c < chunks.Count; c++)
        {
            var (node, start, count) = chunks[c];
            if (start == nodes[node].Range.Start)
            {
                (left, right) = (start, start + total[node]);
            }

            targets[c] = (left, right);
            left += lefts[c];
            right += count - lefts[c];
        }

        workers.For(chunks.Count, c => Collect(chunks[c].Start, lefts[c], chunks[c].Count - lefts[c], targets[c].Left, targets[c].Right));
        return total;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _pairs.Dispose();
        _leftRows.Dispose();
        _rightRows.Dispose();
        _leftPairs.Dispose();
        _rightPairs.Dispose();
    }

    private int DrawAll()
    {
        var rows = Rows;
        workers.ForRows(
            binned.Rows,
            (start, count) =>
            {
                for (var i = start; i < start + count; i++)
                {
                    rows[i] = i;
                }
            }
        );
        return binned.Rows;
    }

    private int Draw(double share, RandomStream random)
    {
        int included = 0,
            end = binned.Rows;
        for (var row = 0; row < binned.Rows; row++)
        {
            if (random.NextUniform() < share)
            {
                Rows[included++] = row;
            }
            else
            {
                Rows[--end] = row;
            }
        }

        return included;
    }

    private int DivideChunk(in Split split, int start, int count)
    {
        var goesLeft = stackalloc byte[256];
        for (var bin = 0; bin <= split.Bin; bin++)
        {
            goesLeft[bin] = 1;
        }

        for (var bin = split.Bin + 1; bin < 256; bin++)
        {
            goesLeft[bin] = 0;
        }

        goesLeft[binned.ValueBins[split.Feature]] = split.MissingLeft ? (byte)1 : (byte)0;
        var bins = binned.Column(split.Feature);
        int* rows = Rows + start,
            leftRows = _leftRows.Pointer + start,
            rightRows = _rightRows.Pointer + start;
        GradientPair* pairs = Pairs + start,
            leftPairs = _leftPairs.Pointer + start,
            rightPairs = _rightPairs.Pointer + start;
        int left = 0,
            right = 0;
        for (var i = 0; i < count; i++)
        {
            // Writes to both sides and advances one: the side is unpredictable, so a branch would cost more.
            var row = rows[i];
            var pair = pairs[i];
            int goes = goesLeft[bins[row]];
            leftRows[left] = row;
            leftPairs[left] = pair;
            rightRows[right] = row;
            rightPairs[right] = pair;
            left += goes;
            right += 1 - goes;
        }

        return left;
    }

    private void Collect(int start, int lefts, int rights, int left, int right)
    {
        Copy(_leftRows.Pointer + start, Rows + left, lefts);
        Copy(_leftPairs.Pointer + start, Pairs + left, lefts);
        Copy(_rightRows.Pointer + start, Rows + right, rights);
        Copy(_rightPairs.Pointer + start, Pairs + right, rights);
    }

    private static void Copy<T>(T* from, T* to, int count)
        where T : unmanaged => new Span<T>(from, count).CopyTo(new Span<T>(to, count));
}
