using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Ami.Core;

/// <summary>One migration of one module: SQL up and down, from embedded files <c>Migrations/NNN_name.up.sql</c> and <c>.down.sql</c>.</summary>
/// <param name="Module">The module's folder name; its schema is the same in snake_case.</param>
/// <param name="Version">NNN, from 1 without gaps.</param>
/// <param name="Name">What it does.</param>
/// <param name="Up">SQL that applies it.</param>
/// <param name="Down">SQL that undoes it.</param>
public sealed partial record MigrationScript(string Module, int Version, string Name, string Up, string Down)
{
    /// <summary>SHA-256 of <see cref="Up"/>, hexadecimal: an applied migration must not be edited.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Up)));

    /// <summary>The module's schema.</summary>
    public string Schema { get; } = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(Module);

    /// <summary>Reads the migrations embedded in an assembly, in order.</summary>
    /// <exception cref="InvalidOperationException">A file without its counterpart, or a gap in the numbers.</exception>
    public static IReadOnlyList<MigrationScript> Embedded(Assembly assembly)
    {
        var files = assembly
            .GetManifestResourceNames()
            .Select(n => (Name: n, Match: FileName().Match(n)))
            .Where(f => f.Match.Success)
            .ToDictionary(f => (f.Match.Groups["module"].Value, Number(f.Match), f.Match.Groups["name"].Value, f.Match.Groups["way"].Value), f => f.Name);
        var scripts = files
            .Keys.Select(k => (k.Item1, k.Item2, k.Item3))
            .Distinct()
            .Select(k => new MigrationScript(k.Item1, k.Item2, k.Item3, Read(k, "up"), Read(k, "down")))
            .OrderBy(s => s.Module, StringComparer.Ordinal)
            .ThenBy(s => s.Version)
            .ToList();
        foreach (var module in scripts.GroupBy(s => s.Module))
        {
            if (!module.Select(s => s.Version).SequenceEqual(Enumerable.Range(1, module.Count())))
            {
                throw new InvalidOperationException($"The migrations of {module.Key} are not numbered 001, 002, … without gaps.");
            }
        }

        return scripts;

        string Read((string Module, int Version, string Name) key, string way)
        {
            if (!files.TryGetValue((key.Module, key.Version, key.Name, way), out var resource))
            {
                throw new InvalidOperationException($"{key.Module} {key.Version:000}_{key.Name} has no .{way}.sql file.");
            }

            using var stream = assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} cannot be read.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd().ReplaceLineEndings("\n");
        }

        static int Number(Match match) => int.Parse(match.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\.(?<module>[A-Za-z]+)\.Migrations\.(?<number>\d{3})_(?<name>[a-z0-9_]+)\.(?<way>up|down)\.sql$")]
    private static partial Regex FileName();
}
