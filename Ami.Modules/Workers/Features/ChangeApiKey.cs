using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Workers.Features;

/// <summary>Replaces a key's secret, or ends the key.</summary>
internal static class ChangeApiKey
{
    private static readonly TimeSpan MaxOverlap = TimeSpan.FromDays(7);

    /// <param name="OverlapMinutes">How long the key until now goes on working, so that its worker can be changed without a gap: 0 to 10080.</param>
    internal sealed record RotateApiKeyRequest(int OverlapMinutes);

    public static void Map(IEndpointRouteBuilder keys)
    {
        keys.MapPost("/{id:guid}/rotate", Rotate)
            .RequirePermission(ApiKeyPermissions.Manage)
            .RequireFreshSignIn()
            .WithName("RotateApiKey")
            .WithSummary("Gives a key a new secret; the answer is the only place where it can be read.");
        // Without asking again who it is: whoever has to stop a leak must not be kept waiting.
        keys.MapDelete("/{id:guid}", Revoke).RequirePermission(ApiKeyPermissions.Manage).WithName("RevokeApiKey").WithSummary("Ends a key at once.");
    }

    private static async Task<Results<Ok<ApiKeyMade>, ProblemHttpResult>> Rotate(
        Guid id,
        RotateApiKeyRequest request,
        HttpContext context,
        UnitOfWork unitOfWork,
        WorkersDb db,
        IPersonDirectory people,
        AuditLog audit,
        TimeProvider time
    )
    {
        var overlap = TimeSpan.FromMinutes(request.OverlapMinutes);
        if (overlap < TimeSpan.Zero || overlap > MaxOverlap)
        {
            return Error.InvalidField("api_key.invalid_fields", "overlapMinutes", $"Enter 0 to {MaxOverlap.TotalMinutes} minutes.").ToProblem();
        }

        var now = time.GetUtcNow();
        var result = await unitOfWork.Run<Result<ApiKeyMade>>(
            async ct =>
            {
                if (await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id, ct) is not { } key)
                {
                    return ApiKeyErrors.NotFound;
                }

                var text = ApiKeyText.New(key.LookupId);
                // The hash is compared again: two people who rotate at once must not both hold a key, one of which never worked.
                var changed = await db
                    .ApiKeys.Where(k => k.Id == id && k.Hash == key.Hash && k.RevokedAt == null && k.ExpiresAt > now)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(k => k.PreviousHash, overlap == TimeSpan.Zero ? null : key.Hash)
                                .SetProperty(k => k.PreviousUntil, overlap == TimeSpan.Zero ? null : now + overlap)
                                .SetProperty(k => k.Hash, text.Hash)
                                .SetProperty(k => k.RotatedAt, now),
                        ct
                    );
                if (changed == 0)
                {
                    return ApiKeyErrors.NotActive;
                }

                audit.Append(new AuditEntry("identity.api-key-rotated", "api-key", id.ToString()) { After = new { request.OverlapMinutes } });
                return new ApiKeyMade(text.Text, await ApiKeyList.Find(db, people, id, now, ct) ?? throw new InvalidOperationException("The key is gone."));
            },
            context.RequestAborted
        );
        context.Response.Headers.CacheControl = "no-store";
        return result.ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        Guid id,
        UnitOfWork unitOfWork,
        WorkersDb db,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var result = await unitOfWork.Run<Result>(
            async ct =>
            {
                var now = time.GetUtcNow();
                if (await db.ApiKeys.Where(k => k.Id == id && k.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), ct) == 1)
                {
                    audit.Append(new AuditEntry("identity.api-key-revoked", "api-key", id.ToString()));
                }
                else if (!await db.ApiKeys.AnyAsync(k => k.Id == id, ct))
                {
                    return ApiKeyErrors.NotFound;
                }

                return Result.Ok;
            },
            cancellationToken
        );
        return result is { IsOk: false, Error: var error } ? error.ToProblem() : TypedResults.NoContent();
    }
}
