namespace Ami.Modules.Market.Feed;

/// <summary>How many seconds the feed's consumers are behind the clock, told by the silo that leads the feed.</summary>
internal sealed class FeedLag(FeedMetrics metrics) : IProcessFigure
{
    public string Name => "market.feed_lag";

    public double? Value => metrics.Leads ? metrics.Lag.TotalSeconds : null;
}
