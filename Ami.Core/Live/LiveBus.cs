using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Ami.Core;

/// <summary>
/// Messages and values that may be lost, over the Redis-protocol server: live ticks, pushes to browsers, caches. Nothing here throws when the
/// server is away: publishing drops, reading finds nothing, subscriptions come back by themselves.
/// </summary>
/// <param name="connect">Gives the connection, which the caller owns; asked at first use. Null means that there is no server, and only this process hears
/// what it publishes.</param>
/// <param name="logger">Hears what was dropped.</param>
public sealed class LiveBus(Func<IConnectionMultiplexer?> connect, ILogger<LiveBus> logger)
{
    private readonly Lazy<IConnectionMultiplexer?> _multiplexer = new(connect);
    private readonly Dictionary<string, ImmutableArray<Action<ReadOnlyMemory<byte>>>> _subscribers = [];
    private readonly Lock _gate = new();

    /// <summary>Whether the server can be reached now.</summary>
    public bool IsConnected => _multiplexer.Value?.IsConnected ?? false;

    /// <summary>The database of the server, for what needs more than this class offers (scripts); null when none is configured.</summary>
    public IDatabase? Database => _multiplexer.Value?.GetDatabase();

    /// <summary>Sends to all subscribers in all processes; dropped when the server is away.</summary>
    public async Task Publish(string channel, ReadOnlyMemory<byte> message)
    {
        if (_multiplexer.Value is not { } server)
        {
            Deliver(channel, message);
            return;
        }

        try
        {
            await server.GetSubscriber().PublishAsync(Literal(channel), message.ToArray());
        }
        catch (Exception e) when (IsAway(e))
        {
            logger.LogDebug(e, "A live message on {Channel} was dropped: the server is away", channel);
        }
    }

    /// <summary>
    /// Hears a channel until disposed. Any number of subscribers share one subscription at the server.
    /// The action is called from pool threads and must be quick and not throw. Messages sent close together may overtake one another or be heard
    /// at the same time: a message that replaces an earlier one carries its time.
    /// </summary>
    public IDisposable Subscribe(string channel, Action<ReadOnlyMemory<byte>> received)
    {
        lock (_gate)
        {
            var others = _subscribers.GetValueOrDefault(channel, []);
            _subscribers[channel] = others.Add(received);
            if (others.IsEmpty)
            {
                _multiplexer
                    .Value?.GetSubscriber()
                    .Subscribe(Literal(channel), (_, value) => Deliver(channel, (byte[]?)value ?? []), CommandFlags.FireAndForget);
            }
        }

        return new Subscription(() => Unsubscribe(channel, received));
    }

    /// <summary>Reads a value; null when there is none or the server is away.</summary>
    public async Task<byte[]?> Get(string key)
    {
        try
        {
            return _multiplexer.Value is { } server ? (byte[]?)await server.GetDatabase().StringGetAsync(key) : null;
        }
        catch (Exception e) when (IsAway(e))
        {
            return null;
        }
    }

    /// <summary>Stores a value for a while; dropped when the server is away.</summary>
    public async Task Set(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive)
    {
        try
        {
            if (_multiplexer.Value is { } server)
            {
                await server.GetDatabase().StringSetAsync(key, value.ToArray(), timeToLive);
            }
        }
        catch (Exception e) when (IsAway(e))
        {
            logger.LogDebug(e, "The value {Key} was not stored: the server is away", key);
        }
    }

    /// <summary>True for what StackExchange.Redis throws when the server cannot be reached or does not answer in time.</summary>
    public static bool IsAway(Exception exception) =>
        exception is RedisConnectionException or RedisServerException or TimeoutException or ObjectDisposedException or TaskCanceledException;

    private static RedisChannel Literal(string channel) => new(channel, RedisChannel.PatternMode.Literal);

    private void Deliver(string channel, ReadOnlyMemory<byte> message)
    {
        ImmutableArray<Action<ReadOnlyMemory<byte>>> receivers;
        lock (_gate)
        {
            receivers = _subscribers.GetValueOrDefault(channel, []);
        }

        foreach (var receive in receivers)
        {
            receive(message);
        }
    }

    private void Unsubscribe(string channel, Action<ReadOnlyMemory<byte>> received)
    {
        lock (_gate)
        {
            var left = _subscribers.GetValueOrDefault(channel, []).Remove(received);
            if (!left.IsEmpty)
            {
                _subscribers[channel] = left;
                return;
            }

            _subscribers.Remove(channel);
            _multiplexer.Value?.GetSubscriber().Unsubscribe(Literal(channel), null, CommandFlags.FireAndForget);
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
