using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ami.Modules.Learning;

/// <summary>
/// A chart exercise of an attempt as it is played: bars that were chosen once, and the moves. Everything else follows from them (<see cref="SceneRun"/>), so
/// that it cannot contradict itself and can be played again.
/// </summary>
internal sealed class Scene
{
    public required Guid AttemptId { get; init; }

    /// <summary>Of the question.</summary>
    public required int Position { get; init; }

    /// <summary>Whose history it is.</summary>
    public required string Symbol { get; init; }

    /// <summary>When the first bar opened in truth.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When the last bar was over in truth.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>What prices were multiplied with.</summary>
    public required decimal Scale { get; init; }

    /// <summary>Its bars, those that are still to come among them: it leaves the server through <see cref="SceneViews"/> alone.</summary>
    public required SceneTape Tape { get; init; }

    /// <summary>In their order.</summary>
    public ImmutableArray<SceneMove> Moves { get; set; } = [];

    /// <summary>How many moves were made.</summary>
    public int Version { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Null while it is not finished.</summary>
    public SceneOutcome? Result { get; set; }

    /// <summary>The move that was made on a version; null where none that counts was.</summary>
    public SceneMove? MoveAt(int version) => Moves.ElementAtOrDefault(Moves.Length - Version + version);
}

/// <summary>The bars of a scene, as whoever plays it sees them: with other dates and another level of prices where they are hidden.</summary>
/// <param name="Interval">How long a bar lasts.</param>
/// <param name="Digits">Decimals of prices.</param>
/// <param name="QuantityDigits">Decimals of quantities.</param>
/// <param name="MinQuantity">Smallest order that does more than reduce, units.</param>
/// <param name="Simulated">Whether the prices are invented.</param>
/// <param name="T">Opening instants, Unix seconds.</param>
/// <param name="O">First prices.</param>
/// <param name="H">Highest prices.</param>
/// <param name="L">Lowest prices.</param>
/// <param name="C">Last prices.</param>
/// <param name="V">Quantities traded.</param>
internal sealed record SceneTape(
    string Interval,
    int Digits,
    int QuantityDigits,
    decimal MinQuantity,
    bool Simulated,
    ImmutableArray<long> T,
    ImmutableArray<decimal> O,
    ImmutableArray<decimal> H,
    ImmutableArray<decimal> L,
    ImmutableArray<decimal> C,
    ImmutableArray<decimal> V
);

/// <summary>What came of a scene, as it is kept.</summary>
/// <param name="R">Of all trades, after fees, in what was risked; null where a trade had no stop, or there was none.</param>
/// <param name="GrossR">The same before fees.</param>
/// <param name="CostR">The fees.</param>
/// <param name="HasTraded">Whether anything was executed.</param>
/// <param name="Passed">The keys of the checks that were.</param>
/// <param name="Reference">How the lesson would have done it.</param>
internal sealed record SceneOutcome(decimal? R, decimal? GrossR, decimal? CostR, bool HasTraded, ImmutableArray<string> Passed, SceneReference Reference);

/// <summary>How scenes stand in the database.</summary>
internal static class SceneJson
{
    public static JsonSerializerOptions Options { get; } =
        new(QuestionJson.Options) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new InvalidDataException("A scene says nothing.");
}
