using Microsoft.AspNetCore.Builder;

namespace Ami.Core;

/// <summary>
/// What a call waits for when more is asked of a process than it can do. Each kind has a bounded number of calls under way, so that one kind's crowd does not
/// hold up another.
/// </summary>
public enum Urgency
{
    /// <summary>What says nothing.</summary>
    Usual,

    /// <summary>Somebody's money is at stake by the second: orders, closes, cancels, and what became of them.</summary>
    Urgent,

    /// <summary>Market data that the application asks for often and could show a moment later: charts, symbols, quotes.</summary>
    Market,

    /// <summary>Long work for one caller: files, exports, uploads.</summary>
    Bulk,

    /// <summary>What hashes a password, a tenth of a second of a core each: a morning's sign-ins stand in line for that and hold up nobody who is in.</summary>
    Passwords,
}

/// <summary>Says how urgent an endpoint is.</summary>
public static class UrgencyEndpoints
{
    /// <summary>Makes calls of the endpoint wait among those of that kind.</summary>
    public static TBuilder WithUrgency<TBuilder>(this TBuilder builder, Urgency urgency)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new UrgencyMark(urgency));
}

/// <summary>Endpoint metadata: how urgent it is.</summary>
public sealed record UrgencyMark(Urgency Urgency);
