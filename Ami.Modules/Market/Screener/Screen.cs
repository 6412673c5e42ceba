namespace Ami.Modules.Market.Screener;

/// <summary>By what a screen's table is sorted.</summary>
/// <param name="By"><c>symbol</c>, <c>last</c>, <c>change</c>, or a column by its place: <c>column0</c>.</param>
/// <param name="Descending">From the largest.</param>
public sealed record ScreenSort(string By, bool Descending);

/// <summary>What a saved screen says.</summary>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Columns">Numbers that are shown, at most 12.</param>
/// <param name="Rule">The condition; null for all symbols.</param>
/// <param name="Watchlist">The watchlist that is looked through; null for all symbols.</param>
/// <param name="Sort">How the table is sorted; null for by symbol.</param>
public sealed record ScreenBody(string Interval, IReadOnlyList<ScanColumn> Columns, string? Rule = null, Guid? Watchlist = null, ScreenSort? Sort = null);

/// <summary>A scan that somebody keeps for another time.</summary>
internal sealed class Screen : IKept
{
    /// <summary>Whose.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The client's.</summary>
    public required Guid Id { get; init; }

    /// <summary>No other screen of the person has it.</summary>
    public required string Name { get; set; }

    /// <summary>JSON of a <see cref="ScreenBody"/>.</summary>
    public required string Body { get; set; }

    /// <summary>Grows with each change.</summary>
    public required int Version { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}
