using System.Net;

namespace Ami.Modules.Workers;

/// <summary>A key with which an external worker calls the internal API. The key itself is shown once and kept by its hash.</summary>
internal sealed class ApiKey
{
    /// <summary>Name of the column that the database keeps for <see cref="Core.SearchText"/>.</summary>
    public const string Search = "Search";

    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The public part of the key, by which it is found and recognised.</summary>
    public required string LookupId { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>Of the key before the last rotation, which still works until <see cref="PreviousUntil"/>.</summary>
    public byte[]? PreviousHash { get; init; }

    public DateTimeOffset? PreviousUntil { get; init; }
    public required string[] Scopes { get; init; }

    /// <summary>CIDR ranges it may be used from; empty means anywhere.</summary>
    public required string[] Addresses { get; init; }

    public required int RequestsPerMinute { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required Guid CreatedBy { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RotatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public IPAddress? LastAddress { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}
