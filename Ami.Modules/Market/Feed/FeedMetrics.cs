using System.Diagnostics.Metrics;

namespace Ami.Modules.Market.Feed;

/// <summary>What the feed shows of itself. Zero lag in a silo that does not lead.</summary>
internal sealed class FeedMetrics : IDisposable
{
    private readonly Meter _meter = new("Ami.Market");
    private long _lag;

    public FeedMetrics()
    {
        _meter.CreateObservableGauge(
            "ami.market.feed_lag",
            () => Volatile.Read(ref _lag) / 1000.0,
            "s",
            "How far the slowest symbol's consumers are behind the clock"
        );
        Published = _meter.CreateCounter<long>("ami.market.ticks_published", "{tick}", "Ticks sent to the live bus");
        Delivered = _meter.CreateCounter<long>("ami.market.ticks_delivered", "{tick}", "Ticks handed to consumers");
        Beat = _meter.CreateHistogram<double>("ami.market.publish_delay", "s", "Time from a beat of the feed until its ticks were sent");
    }

    public Counter<long> Published { get; }

    public Counter<long> Delivered { get; }

    public Histogram<double> Beat { get; }

    /// <summary>How far the slowest symbol's consumers are behind the clock.</summary>
    public TimeSpan Lag
    {
        get => TimeSpan.FromMilliseconds(Volatile.Read(ref _lag));
        set => Volatile.Write(ref _lag, (long)value.TotalMilliseconds);
    }

    /// <summary>Whether this process leads the feed.</summary>
    public bool Leads { get; set; }

    public void Dispose() => _meter.Dispose();
}
