using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Workers.Features;

/// <summary>Whether a key works.</summary>
internal enum ApiKeyState
{
    /// <summary>It works.</summary>
    Active,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Somebody ended it.</summary>
    Revoked,
}

/// <summary>A key as staff see it: never the key itself.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Start">How the key begins, to recognise it by.</param>
/// <param name="Scopes">What it is for.</param>
/// <param name="Addresses">CIDR ranges it may be used from; none means anywhere.</param>
/// <param name="RequestsPerMinute">How often it may be used.</param>
/// <param name="State">Whether it works.</param>
/// <param name="CreatedAt">Since when it exists.</param>
/// <param name="CreatedBy">The address of who made it; null when that account is gone.</param>
/// <param name="ExpiresAt">Until when it works.</param>
/// <param name="RotatedAt">When it was last replaced.</param>
/// <param name="PreviousUntil">Until when the key before that works, too; null when it does not any more.</param>
/// <param name="LastUsedAt">When it was last used, to half a minute.</param>
/// <param name="LastAddress">From where.</param>
/// <param name="RevokedAt">When it was revoked.</param>
internal sealed record ApiKeyRow(
    Guid Id,
    string Name,
    string Start,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Addresses,
    int RequestsPerMinute,
    ApiKeyState State,
    DateTimeOffset CreatedAt,
    string? CreatedBy,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RotatedAt,
    DateTimeOffset? PreviousUntil,
    DateTimeOffset? LastUsedAt,
    string? LastAddress,
    DateTimeOffset? RevokedAt
);

/// <summary>Which keys are listed.</summary>
/// <param name="Q">Words in the name.</param>
/// <param name="State">Only this state.</param>
internal readonly record struct ApiKeyFilter(string? Q = null, Choice<ApiKeyState>? State = null);

/// <summary>The keys, for staff: page by page, one, or all that match as a file.</summary>
internal static class ApiKeyList
{
    /// <summary>Rows of an export whose makers are looked up together.</summary>
    private const int MakersAtOnce = 200;

    private static readonly ListOrder<ApiKey> Order = new ListOrder<ApiKey>(k => k.Id, "-createdAt")
        .By("createdAt", k => k.CreatedAt)
        .By("name", k => k.Name)
        .By("expiresAt", k => k.ExpiresAt);

    public static void Map(IEndpointRouteBuilder keys)
    {
        keys.MapGet("", Page).RequirePermission(ApiKeyPermissions.Read).WithName("ListApiKeys").WithSummary("Workers' keys, filtered and sorted.");
        keys.MapGet("/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(ApiKeyPermissions.Read)
            .WithName("ExportApiKeys")
            .WithSummary("All keys that match, as CSV.");
    }

    public static async Task<ApiKeyRow?> Find(WorkersDb db, IPersonDirectory people, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ApiKeys.AsNoTracking().Where(k => k.Id == id).Select(Row(now)).SingleOrDefaultAsync(cancellationToken) is { } found
            ? (await WithMakers([found], people, cancellationToken))[0]
            : null;

    private static async Task<Results<Ok<Page<ApiKeyRow>>, ProblemHttpResult>> Page(
        [AsParameters] ApiKeyFilter filter,
        [AsParameters] PageRequest page,
        WorkersDb db,
        IPersonDirectory people,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        if (!(await Order.Page(Matching(db, filter, now), page, Row(now), cancellationToken)).Try(out var found, out var unknown))
        {
            return unknown.ToProblem();
        }

        return TypedResults.Ok(found with { Items = await WithMakers(found.Items, people, cancellationToken) });
    }

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        [AsParameters] ApiKeyFilter filter,
        string? sort,
        WorkersDb db,
        IPersonDirectory people,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        if (!Order.All(Matching(db, filter, now), sort, Row(now)).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("identity.api-keys-exported", "api-keys", null)
            {
                After = new { State = filter.State?.Value, Searched = !string.IsNullOrEmpty(filter.Q) },
            },
            cancellationToken
        );
        return CsvExport.Of(
            "api-keys.csv",
            WithMakers(rows, people, cancellationToken),
            new("id", k => k.Id),
            new("name", k => k.Name),
            new("start", k => k.Start),
            new("scopes", k => string.Join(' ', k.Scopes)),
            new("addresses", k => string.Join(' ', k.Addresses)),
            new("requestsPerMinute", k => k.RequestsPerMinute),
            new("state", k => k.State),
            new("createdAt", k => k.CreatedAt),
            new("createdBy", k => k.CreatedBy),
            new("expiresAt", k => k.ExpiresAt),
            new("lastUsedAt", k => k.LastUsedAt),
            new("lastAddress", k => k.LastAddress)
        );
    }

    private static IQueryable<ApiKey> Matching(WorkersDb db, ApiKeyFilter filter, DateTimeOffset now)
    {
        var keys = db.ApiKeys.AsNoTracking();
        foreach (var pattern in SearchText.Patterns(filter.Q))
        {
            keys = keys.Where(k => EF.Functions.Like(EF.Property<string>(k, ApiKey.Search), pattern));
        }

        return filter.State?.Value switch
        {
            ApiKeyState.Active => keys.Where(k => k.RevokedAt == null && k.ExpiresAt > now),
            ApiKeyState.Expired => keys.Where(k => k.RevokedAt == null && k.ExpiresAt <= now),
            ApiKeyState.Revoked => keys.Where(k => k.RevokedAt != null),
            _ => keys,
        };
    }

    /// <summary>Rows with the makers' addresses in place of their ids.</summary>
    private static async Task<IReadOnlyList<ApiKeyRow>> WithMakers(IReadOnlyList<ApiKeyRow> rows, IPersonDirectory people, CancellationToken cancellationToken)
    {
        var makers = (await people.FindMany([.. rows.Select(r => Guid.Parse(r.CreatedBy!)).Distinct()], cancellationToken)).ToDictionary(
            p => p.Id.ToString(),
            p => p.Email
        );
        return [.. rows.Select(r => r with { CreatedBy = makers.GetValueOrDefault(r.CreatedBy!) })];
    }

    private static async IAsyncEnumerable<ApiKeyRow> WithMakers(
        IAsyncEnumerable<ApiKeyRow> rows,
        IPersonDirectory people,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var some in rows.Chunk(MakersAtOnce).WithCancellation(cancellationToken))
        {
            foreach (var row in await WithMakers(some, people, cancellationToken))
            {
                yield return row;
            }
        }
    }

    private static Expression<Func<ApiKey, ApiKeyRow>> Row(DateTimeOffset now) =>
        k => new ApiKeyRow(
            Id: k.Id,
            Name: k.Name,
            Start: ApiKeyText.Prefix + k.LookupId,
            Scopes: k.Scopes,
            Addresses: k.Addresses,
            RequestsPerMinute: k.RequestsPerMinute,
            State: k.RevokedAt != null ? ApiKeyState.Revoked
                : k.ExpiresAt <= now ? ApiKeyState.Expired
                : ApiKeyState.Active,
            CreatedAt: k.CreatedAt,
            CreatedBy: k.CreatedBy.ToString(),
            ExpiresAt: k.ExpiresAt,
            RotatedAt: k.RotatedAt,
            PreviousUntil: k.PreviousUntil > now ? k.PreviousUntil : null,
            LastUsedAt: k.LastUsedAt,
            LastAddress: k.LastAddress == null ? null : k.LastAddress.ToString(),
            RevokedAt: k.RevokedAt
        );
}
