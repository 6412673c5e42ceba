using System.Runtime.Intrinsics;

namespace Ami.Quant.Randomness;

/// <summary>
/// A reproducible sequence of random numbers, chosen by (seed, stream). Different streams of one seed are independent, so give every
/// path, fold, tree or worker its own stream number and the result does not depend on how the work is scheduled.
/// Built on <see cref="Philox4x32"/>; the counter's low half counts blocks, its high half is the stream. Not thread-safe: one reader per stream.
/// </summary>
public sealed class RandomStream
{
    private const int Lanes = 8;
    private const int GroupSize = 4 * Lanes;

    private readonly ulong _seed;
    private readonly ulong _stream;
    private readonly uint[] _words = new uint[GroupSize];
    private readonly double[] _normals = new double[GroupSize];
    private int _wordsUsed = GroupSize;
    private int _normalsUsed = GroupSize;

    /// <summary>Starts the sequence (seed, stream) at the group <paramref name="startGroup"/>.</summary>
    /// <param name="seed">Chooses the family of streams; any value.</param>
    /// <param name="stream">Chooses one of 2⁶⁴ independent sequences; default 0.</param>
    /// <param name="startGroup">How many groups of 32 words to skip; default 0. Skipping costs nothing.</param>
    public RandomStream(ulong seed, ulong stream = 0, ulong startGroup = 0)
    {
        _seed = seed;
        _stream = stream;
        NextGroup = startGroup;
    }

    /// <summary>Number of the next group of 32 words (or 32 normals) to be drawn: pass it as a start to continue elsewhere.</summary>
    public ulong NextGroup { get; private set; }

    /// <summary>32 uniform random bits.</summary>
    public uint NextUInt32()
    {
        if (_wordsUsed == GroupSize)
        {
            RefillWords();
        }

        return _words[_wordsUsed++];
    }

    /// <summary>64 uniform random bits.</summary>
    public ulong NextUInt64() => NextUInt32() | ((ulong)NextUInt32() << 32);

    /// <summary>A uniform number in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextUniform() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextUniform(double low, double high) => low + (high - low) * NextUniform();

    /// <summary>True with probability <paramref name="probability"/>.</summary>
    public bool NextBool(double probability = 0.5) => NextUniform() < probability;

    /// <summary>
    /// A uniform integer in [0, <paramref name="bound"/>), without bias.
    /// Source: Lemire (2019), "Fast random integer generation in an interval", ACM TOMACS 29(1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int NextBounded(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (uint)bound;
        var product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            var threshold = (0u - range) % range;
            while ((uint)product < threshold)
            {
                product = (ulong)NextUInt32() * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A standard normal number (mean 0, variance 1, at most 6.77 in magnitude).</summary>
    public double NextNormal()
    {
        if (_normalsUsed == GroupSize)
        {
            DrawNormals(_normals);
            _normalsUsed = 0;
        }

        return _normals[_normalsUsed++];
    }

    /// <summary>An exponential number with the given mean.</summary>
    public double NextExponential(double mean = 1) => -mean * Math.Log(1 - NextUniform());

    /// <summary>Fills with uniforms in [0, 1): the same numbers as repeated <see cref="NextUniform()"/>.</summary>
    public void FillUniform(Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = NextUniform();
        }
    }

    /// <summary>Fills with standard normals: the same numbers as repeated <see cref="NextNormal"/>, several times faster.</summary>
    public void FillNormal(Span<double> destination)
    {
        var i = 0;
        while (i < destination.Length && _normalsUsed < GroupSize)
        {
            destination[i++] = _normals[_normalsUsed++];
        }

        for (; i + GroupSize <= destination.Length; i += GroupSize)
        {
            DrawNormals(destination.Slice(i, GroupSize));
        }

        for (; i < destination.Length; i++)
        {
            destination[i] = NextNormal();
        }
    }

    /// <summary>Puts the items into a uniformly random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextBounded(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Uniform number in [0, 1) at a position of the sequence (seed, stream): random access without state.</summary>
    /// <param name="seed">The family.</param>
    /// <param name="stream">The sequence.</param>
    /// <param name="index">Position, any value. Positions do not coincide with the order in which <see cref="NextUniform()"/> draws.</param>
    public static double UniformAt(ulong seed, ulong stream, ulong index)
    {
        var (a, b, _, _) = Philox4x32.Block((uint)index, (uint)(index >> 32), (uint)stream, (uint)(stream >> 32), seed);
        return ((a | ((ulong)b << 32)) >> 11) * (1.0 / (1UL << 53));
    }

    private void RefillWords()
    {
        Counters(out var c0, out var c1, out var c2, out var c3);
        Philox4x32.Blocks(ref c0, ref c1, ref c2, ref c3, _seed);
        for (var lane = 0; lane < Lanes; lane++)
        {
            _words[4 * lane] = (uint)c0[lane];
            _words[4 * lane + 1] = (uint)c1[lane];
            _words[4 * lane + 2] = (uint)c2[lane];
            _words[4 * lane + 3] = (uint)c3[lane];
        }

        _wordsUsed = 0;
    }

    private void DrawNormals(Span<double> destination)
    {
        Counters(out var c0, out var c1, out var c2, out var c3);
        NormalBlocks.Draw(_seed, c0, c1, c2, c3, out var z0, out var z1, out var z2, out var z3);
        z0.CopyTo(destination);
        z1.CopyTo(destination[Lanes..]);
        z2.CopyTo(destination[(2 * Lanes)..]);
        z3.CopyTo(destination[(3 * Lanes)..]);
    }

    private void Counters(out Vector512<ulong> c0, out Vector512<ulong> c1, out Vector512<ulong> c2, out Vector512<ulong> c3)
    {
        var first = NextGroup++ * Lanes;
        c0 = Vector512.Create((ulong)(uint)first) + NormalBlocks.Lanes;
        c1 = Vector512.Create(first >> 32);
        c2 = Vector512.Create(_stream);
        c3 = Vector512.Create(_stream >> 32);
    }
}
