using System.Security.Cryptography;
using System.Text;

namespace Ami.Modules.Learning;

/// <summary>A statement. A thing without an address is called <c>_:</c> and a number.</summary>
internal sealed record Quad(string Subject, string Predicate, string Object);

/// <summary>
/// What is said of some things. Those without an address are named by what is said of them (RDFC-1.0, 4.6 Hash First Degree Quads), so that two that write the
/// same down sign the same. That is enough where no two of them have the same said of them, as with ours; where they do, nothing is signed.
/// </summary>
internal sealed class Statements
{
    private const string Mark = "_:";

    private readonly List<Quad> _quads = [];
    private readonly List<string> _blanks = [];

    public void Add(Quad quad) => _quads.Add(quad);

    /// <summary>Another thing without an address.</summary>
    public string Blank()
    {
        _blanks.Add($"{Mark}b{_blanks.Count}");
        return _blanks[^1];
    }

    /// <summary>The sorted lines of N-Quads, each with its end.</summary>
    public string Canonical()
    {
        var hashes = _blanks.Select(blank => (Blank: blank, Hash: Hash(blank))).OrderBy(one => one.Hash, StringComparer.Ordinal).ToList();
        if (hashes.DistinctBy(one => one.Hash, StringComparer.Ordinal).Count() < hashes.Count)
        {
            throw new InvalidOperationException("Two things without an address have the same said of them.");
        }

        var names = hashes.Index().ToDictionary(one => one.Item.Blank, one => $"{Mark}c14n{one.Index}", StringComparer.Ordinal);
        return Sorted(_quads, thing => names.GetValueOrDefault(thing, thing));
    }

    private string Hash(string blank) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    Sorted(
                        _quads.Where(quad => quad.Subject == blank || quad.Object == blank),
                        thing =>
                            thing == blank ? $"{Mark}a"
                            : thing.StartsWith(Mark, StringComparison.Ordinal) ? $"{Mark}z"
                            : thing
                    )
                )
            )
        );

    private static string Sorted(IEnumerable<Quad> quads, Func<string, string> named) =>
        string.Concat(quads.Select(quad => $"{named(quad.Subject)} {quad.Predicate} {named(quad.Object)} .\n").Order(StringComparer.Ordinal));
}
