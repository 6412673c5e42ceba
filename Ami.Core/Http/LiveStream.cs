using Microsoft.AspNetCore.Builder;

namespace Ami.Core;

/// <summary>Marks an endpoint that opens a WebSocket: staying connected is not a call, so an upgrade to it counts against no quota.</summary>
public sealed class LiveStream
{
    internal static readonly LiveStream Mark = new();

    private LiveStream() { }
}

/// <summary>Marks endpoints.</summary>
public static class LiveStreams
{
    /// <summary>Says that the endpoint opens a WebSocket. See <see cref="LiveStream"/>.</summary>
    public static TBuilder OpensLiveStream<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(LiveStream.Mark);
}
