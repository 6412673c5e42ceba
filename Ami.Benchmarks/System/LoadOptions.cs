using System.Globalization;

namespace Ami.Benchmarks;

/// <summary>How hard and how long the mixed load is.</summary>
internal sealed record LoadOptions
{
    public const string Usage = "[--rates 300,600,1000] [--seconds 15] [--warm 5] [--users 500] [--streams 200] [--state DIR]";

    /// <summary>Requests a second, one run after the other.</summary>
    public IReadOnlyList<int> Rates { get; init; } = [300, 600, 1000];

    /// <summary>How long each rate is measured.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long each rate runs before that.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(5);

    public int Users { get; init; } = 500;

    /// <summary>Price streams that are open all the time.</summary>
    public int Streams { get; init; } = 200;

    /// <summary>State folder of a system that runs already; null to start one.</summary>
    public string? State { get; init; }

    /// <exception cref="ArgumentException">An unknown option, or a value that is none.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        foreach (var pair in arguments.Chunk(2))
        {
            var value = pair.Length == 2 ? pair[1] : throw new ArgumentException($"{pair[0]} needs a value. Options: {Usage}");
            options = pair[0] switch
            {
                "--rates" => options with { Rates = [.. value.Split(',').Select(Number)] },
                "--seconds" => options with { Length = TimeSpan.FromSeconds(Number(value)) },
                "--warm" => options with { WarmUp = TimeSpan.FromSeconds(Number(value)) },
                "--users" => options with { Users = Number(value) },
                "--streams" => options with { Streams = Number(value) },
                "--state" => options with { State = Path.GetFullPath(value) },
                _ => throw new ArgumentException($"Unknown option {pair[0]}. Options: {Usage}"),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
