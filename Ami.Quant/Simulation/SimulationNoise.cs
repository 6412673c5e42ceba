using System.Text;
using Ami.Quant.Randomness;

namespace Ami.Quant.Simulation;

/// <summary>What a draw is used for. The numbers are part of the key of every draw: changing one changes all prices.</summary>
internal enum NoiseUse : uint
{
    Day = 1,
    Phases = 2,
    Quarter = 3,
    Minute = 4,
    Tick = 5,
    Expansion = 6,
}

/// <summary>
/// Random numbers addressed by (seed, symbol, use, position, index) instead of drawn in sequence, so that any moment of the simulation can be
/// computed without the moments before it and in any process.
/// </summary>
internal readonly struct SimulationNoise
{
    private const double ToUnit = 1.0 / (1UL << 32);
    private readonly ulong _key;
    private readonly uint _use;
    private readonly ulong _position;

    private SimulationNoise(ulong key, uint use, ulong position)
    {
        _key = key;
        _use = use;
        _position = position;
    }

    /// <summary>The key of a symbol under a seed: FNV-1a over the name, mixed with the seed by the finaliser of SplitMix64.</summary>
    public static ulong KeyOf(long seed, string symbol)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in Encoding.UTF8.GetBytes(symbol))
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        hash ^= (ulong)seed * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }

    /// <summary>The draws that belong to one moment.</summary>
    /// <param name="key">From <see cref="KeyOf"/>.</param>
    /// <param name="use">What the draws are for.</param>
    /// <param name="position">Which day, bar or minute.</param>
    public static SimulationNoise At(ulong key, NoiseUse use, long position) => new(key, (uint)use, (ulong)position);

    /// <summary>A uniform draw from (0, 1): never 0, so that its logarithm exists.</summary>
    public double Uniform(uint index) => (Words(index).W0 + 0.5) * ToUnit;

    /// <summary>Two independent uniform draws from (0, 1).</summary>
    public (double First, double Second) Uniforms(uint index)
    {
        var words = Words(index);
        return ((words.W0 + 0.5) * ToUnit, (words.W2 + 0.5) * ToUnit);
    }

    /// <summary>A standard normal draw.</summary>
    public double Normal(uint index)
    {
        var words = Words(index);
        return BoxMuller(words.W0, words.W1).First;
    }

    /// <summary>Fills a span with independent standard normal draws (Box and Muller, 1958).</summary>
    /// <param name="values">Where to put them.</param>
    /// <param name="firstIndex">Index of the first block of four draws.</param>
    public void Normals(Span<double> values, uint firstIndex)
    {
        for (var i = 0; i < values.Length; i += 4)
        {
            var words = Words(firstIndex + (uint)(i >> 2));
            var (a, b) = BoxMuller(words.W0, words.W1);
            var (c, d) = BoxMuller(words.W2, words.W3);
            values[i] = a;
            if (i + 1 < values.Length)
            {
                values[i + 1] = b;
            }

            if (i + 2 < values.Length)
            {
                values[i + 2] = c;
            }

            if (i + 3 < values.Length)
            {
                values[i + 3] = d;
            }
        }
    }

    private (uint W0, uint W1, uint W2, uint W3) Words(uint index) => Philox4x32.Block(index, _use, (uint)_position, (uint)(_position >> 32), _key);

    private static (double First, double Second) BoxMuller(uint first, uint second)
    {
        var radius = Math.Sqrt(-2 * Math.Log((first + 0.5) * ToUnit));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * second * ToUnit);
        return (radius * cosine, radius * sine);
    }
}
