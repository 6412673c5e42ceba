namespace Ami.Modules.Market.Alerts;

/// <summary>How often an alert fires.</summary>
public enum AlertRepeat
{
    /// <summary>The first time only.</summary>
    Once,

    /// <summary>At the close of every bar at which the condition holds.</summary>
    Bar,

    /// <summary>Each time that the condition comes to hold, once it was armed again.</summary>
    Always,
}

/// <summary>Why an alert was switched off by itself.</summary>
public enum AlertEnd
{
    /// <summary>It was to fire once, and did.</summary>
    Fired,

    /// <summary>Its time was over.</summary>
    Expired,

    /// <summary>The drawing that it was about was deleted.</summary>
    DrawingGone,

    /// <summary>The watchlist that it was about was deleted.</summary>
    WatchlistGone,

    /// <summary>Its rule can no longer be read.</summary>
    Broken,
}

/// <summary>What became of the call of an address.</summary>
public enum WebhookState
{
    /// <summary>Not answered yet.</summary>
    Pending,

    /// <summary>Answered with success.</summary>
    Sent,

    /// <summary>Given up.</summary>
    Failed,
}

/// <summary>A condition over the bars of a symbol, of each in a watchlist, or of every one, of which somebody wants to be told.</summary>
internal sealed class Alert
{
    public required Guid UserId { get; init; }

    /// <summary>The client's.</summary>
    public required Guid Id { get; init; }

    /// <summary>Null for several.</summary>
    public string? Symbol { get; set; }

    /// <summary>Whose symbols it is about, as they are then; null for one symbol, and for every one.</summary>
    public Guid? WatchlistId { get; set; }

    public required string Interval { get; set; }

    public required string Name { get; set; }

    /// <summary>In canonical form.</summary>
    public required string Rule { get; set; }

    /// <summary>JSON: what the client made the rule with.</summary>
    public string? Form { get; set; }

    public Guid? DrawingId { get; set; }

    /// <summary>Percent.</summary>
    public decimal Margin { get; set; }

    public AlertRepeat Repeat { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public bool Mail { get; set; }

    public string? Webhook { get; set; }

    public bool Enabled { get; set; }

    /// <summary>Grows with each change.</summary>
    public int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Bars that close later count.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When its condition was written: its prices are those of the shares of then. Null where that was when it began.</summary>
    public DateTimeOffset? WrittenAt { get; set; }

    /// <summary>Whether it fires where the condition holds; null until that is known, and on several symbols.</summary>
    public bool? Armed { get; set; }

    /// <summary>Close of the bar at which it fired last.</summary>
    public decimal? FiredPrice { get; set; }

    public int FiredCount { get; set; }

    public DateTimeOffset? LastFiredAt { get; set; }

    public AlertEnd? Ended { get; set; }
}

/// <summary>That an alert fired.</summary>
internal sealed class AlertFiring
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid AlertId { get; init; }

    public required string Symbol { get; init; }

    public required string Interval { get; init; }

    /// <summary>When the replay was started, Unix milliseconds; 0 outside of replays.</summary>
    public long Run { get; init; }

    /// <summary>When the bar opened, by the market's clock.</summary>
    public required DateTimeOffset Bar { get; init; }

    public required string Name { get; init; }

    public required string Rule { get; init; }

    /// <summary>Close of the bar.</summary>
    public decimal Price { get; init; }

    public required DateTimeOffset FiredAt { get; init; }

    public WebhookState? Webhook { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public string? WebhookError { get; init; }
}

/// <summary>What calls of a person's addresses are signed with.</summary>
internal sealed class AlertSecret
{
    public required Guid UserId { get; init; }

    /// <summary>Sealed under the master key.</summary>
    public required byte[] Secret { get; set; }

    public required DateTimeOffset MadeAt { get; set; }
}
