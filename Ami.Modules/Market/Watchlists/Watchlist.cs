namespace Ami.Modules.Market.Watchlists;

/// <summary>A line of a watchlist: a symbol, or the title of those that follow.</summary>
/// <param name="Symbol">The symbol; null for a title.</param>
/// <param name="Section">The title; null for a symbol.</param>
internal sealed record WatchItem(string? Symbol = null, string? Section = null);

/// <summary>A list of symbols that somebody keeps an eye on.</summary>
internal sealed class Watchlist : IKept
{
    /// <summary>Whose.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The client's.</summary>
    public required Guid Id { get; init; }

    /// <summary>No other list of the person has it.</summary>
    public required string Name { get; set; }

    /// <summary>JSON, in the order in which they are shown.</summary>
    public required string Items { get; set; }

    /// <summary>Grows with each change.</summary>
    public required int Version { get; set; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }
}
