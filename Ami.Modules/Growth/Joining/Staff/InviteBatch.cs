using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>Invites the first of the queue, or people who were picked; whoever was invited before and did not come gets a new invitation for the old one.</summary>
internal static class InviteBatch
{
    private const int Most = 500;

    /// <param name="Count">How many from the front of the queue, 1 to 500; null where people are picked.</param>
    /// <param name="Ids">Entries that were picked, up to 500.</param>
    internal sealed record InviteBatchRequest(int? Count = null, IReadOnlyList<Guid>? Ids = null);

    /// <param name="Invited">How many were: fewer where fewer wait.</param>
    internal sealed record InvitedBatch(int Invited);

    public static void Map(IEndpointRouteBuilder waitlist) =>
        waitlist
            .MapPost("/invite", Handle)
            .RequirePermission(GrowthPermissions.ManageJoining)
            .RequireIdempotencyKey()
            .WithName("InviteFromWaitlist")
            .WithSummary("Invite the first of the queue, or people who were picked.");

    private static async Task<Results<Ok<InvitedBatch>, ProblemHttpResult>> Handle(
        InviteBatchRequest request,
        RequestKey key,
        RequestOnce once,
        UnitOfWork unitOfWork,
        GrowthDb db,
        Messages messages,
        AuditLog audit,
        TimeProvider time,
        HttpContext http
    )
    {
        var asks = request is { Count: >= 1 and <= Most, Ids: null } or { Count: null, Ids.Count: >= 1 and <= Most };
        if (!asks)
        {
            return JoiningErrors.BatchInvalid.ToProblem();
        }

        var now = time.GetUtcNow();
        var answer = await once.Run<InvitedBatch>(
            key,
            async ct =>
            {
                var ids = await Hold(unitOfWork, request, ct);
                var entries = await db.Waitlist.AsNoTracking().Where(w => ids.Contains(w.Id)).ToListAsync(ct);
                await db.Invitations.Where(i => i.WaitlistId != null && ids.Contains(i.WaitlistId.Value) && i.UsedAt == null).ExecuteDeleteAsync(ct);
                var days = await db.Registration.AsNoTracking().Select(r => r.InvitationDays).SingleAsync(ct);
                foreach (var entry in entries)
                {
                    var invitation = Invitation.New(now, days, null, entry.Id, entry.Email, entry.AddressKey);
                    db.Invitations.Add(invitation);
                    var until = JoiningMessages.Until(invitation.ExpiresAt, entry.Language);
                    messages.Send(JoiningMessages.YourTurn, entry.Id, until, invitation.Path, entry.Email, entry.Language);
                }

                await db.SaveChangesAsync(ct);
                await db
                    .Waitlist.Where(w => ids.Contains(w.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(w => w.State, WaitlistState.Invited).SetProperty(w => w.InvitedAt, now), ct);
                audit.Append(
                    new AuditEntry("growth.waitlist-invited", "waitlist", null) { After = new { invited = entries.Count, picked = request.Ids is not null } }
                );
                return new InvitedBatch(entries.Count);
            },
            http.RequestAborted
        );
        return answer.ToHttp(http, TypedResults.Ok);
    }

    /// <summary>Holds whom it concerns; two batches at once take different people.</summary>
    private static async Task<IReadOnlyList<Guid>> Hold(UnitOfWork unitOfWork, InviteBatchRequest request, CancellationToken cancellationToken)
    {
        await using var command = request.Ids is { } picked
            ? unitOfWork
                .Command("select id from growth.waitlist where id = any($1) and state in ('Waiting', 'Invited') order by id for update skip locked")
                .With(picked.ToArray())
            : unitOfWork
                .Command("select id from growth.waitlist where state = 'Waiting' order by ranked_at, id limit $1 for update skip locked")
                .With(request.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.All(row => row.GetGuid(0), cancellationToken);
    }
}
