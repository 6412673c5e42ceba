using System.Diagnostics.Metrics;

namespace Ami.Modules.Market.Sources;

/// <summary>What sources outside of this system show of themselves.</summary>
internal sealed class SourceMetrics : IDisposable
{
    private readonly Meter _meter = new("Ami.Market");
    private readonly Counter<long> _messages;
    private readonly Counter<long> _unreadable;
    private readonly Counter<long> _connections;
    private readonly Counter<long> _trades;
    private readonly Counter<long> _bars;

    public SourceMetrics()
    {
        _messages = _meter.CreateCounter<long>("ami.market.source_messages", "{message}", "Messages of sources that were understood");
        _unreadable = _meter.CreateCounter<long>("ami.market.source_unreadable", "{message}", "Messages of sources that could not be read");
        _connections = _meter.CreateCounter<long>("ami.market.source_connections", "{connection}", "Connections to sources that were opened");
        _trades = _meter.CreateCounter<long>("ami.market.source_trades_filled", "{trade}", "Trades that were missed and asked for");
        _bars = _meter.CreateCounter<long>("ami.market.source_bars", "{bar}", "Bars of sources that were stored");
    }

    public void Heard() => _messages.Add(1);

    public void Unreadable() => _unreadable.Add(1);

    public void Connected() => _connections.Add(1);

    public void Filled(int trades) => _trades.Add(trades);

    public void Stored(int bars) => _bars.Add(bars);

    public void Dispose() => _meter.Dispose();
}
