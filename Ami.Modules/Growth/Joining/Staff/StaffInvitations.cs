using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>Invitations for staff: the list, codes to pass on, one for an address, and taking back.</summary>
internal static class StaffInvitations
{
    private const int Most = 100;

    /// <param name="Count">How many codes, 1 to 100; one where an address is given.</param>
    /// <param name="Email">Whom alone it lets in, and who gets a mail.</param>
    internal sealed record MakeInvitationsRequest(int Count, string? Email = null);

    public static void Map(IEndpointRouteBuilder invitations)
    {
        invitations.MapGet("", Page).RequirePermission(GrowthPermissions.ReadJoining).WithName("ListInvitations").WithSummary("Invitations, newest first.");
        invitations
            .MapGet("/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(GrowthPermissions.ReadJoining)
            .WithName("ExportInvitations")
            .WithSummary("All invitations that match, as CSV.");
        invitations
            .MapPost("", Make)
            .RequirePermission(GrowthPermissions.ManageJoining)
            .RequireIdempotencyKey()
            .WithName("MakeInvitations")
            .WithSummary("Make codes to pass on, or invite an address.");
        invitations
            .MapDelete("/{id:guid}", Revoke)
            .RequirePermission(GrowthPermissions.ManageJoining)
            .WithName("RevokeInvitation")
            .WithSummary("Take an invitation back.");
    }

    private static async Task<Results<Ok<Page<InvitationRow>>, ProblemHttpResult>> Page(
        [AsParameters] PageRequest page,
        GrowthDb db,
        TimeProvider time,
        CancellationToken cancellationToken,
        Choice<InvitationState>? state = null
    )
    {
        var now = time.GetUtcNow();
        return (await InvitationRows.Order.Page(InvitationRows.Matching(db, state?.Value, now), page, InvitationRows.Row(now), cancellationToken)).ToHttp(
            TypedResults.Ok
        );
    }

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        string? sort,
        GrowthDb db,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken,
        Choice<InvitationState>? state = null
    )
    {
        var now = time.GetUtcNow();
        if (!InvitationRows.Order.All(InvitationRows.Matching(db, state?.Value, now), sort, InvitationRows.Row(now)).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(new AuditEntry("growth.invitations-exported", "invitations", null) { After = new { State = state?.Value } }, cancellationToken);
        return CsvExport.Of(
            "invitations.csv",
            rows,
            new("code", i => i.Code),
            new("state", i => i.State),
            new("email", i => i.Email),
            new("isFromWaitlist", i => i.IsFromWaitlist),
            new("createdAt", i => i.CreatedAt),
            new("expiresAt", i => i.ExpiresAt),
            new("usedAt", i => i.UsedAt)
        );
    }

    private static async Task<Results<Ok<IReadOnlyList<MyInvitation>>, ProblemHttpResult>> Make(
        MakeInvitationsRequest request,
        RequestKey key,
        RequestOnce once,
        GrowthDb db,
        IPersonDirectory people,
        Messages messages,
        AuditLog audit,
        PublicUrl publicUrl,
        TimeProvider time,
        HttpContext http
    )
    {
        var email = string.IsNullOrWhiteSpace(request.Email) ? null : request.Email.Trim();
        var address = email is null ? null : people.AddressKey(email);
        if (email is not null && address is null)
        {
            return JoiningErrors.EmailInvalid.ToProblem();
        }

        if (request.Count is < 1 or > Most || (email is not null && request.Count != 1))
        {
            return JoiningErrors.CountInvalid.ToProblem();
        }

        var now = time.GetUtcNow();
        var inviter = await people.Find(key.UserId, http.RequestAborted);
        var answer = await once.Run<MyInvitation[]>(
            key,
            async ct =>
            {
                var days = await db.Registration.AsNoTracking().Select(r => r.InvitationDays).SingleAsync(ct);
                List<Invitation> invitations = [.. Enumerable.Range(0, request.Count).Select(_ => Invitation.New(now, days, null, null, email, address))];
                db.Invitations.AddRange(invitations);
                await db.SaveChangesAsync(ct);
                if (email is not null)
                {
                    var language = inviter?.Language ?? Language.Es;
                    var values = JoiningMessages.Until(invitations[0].ExpiresAt, language);
                    values["inviter"] = "AMI";
                    messages.Send(JoiningMessages.Invited, invitations[0].Id, values, invitations[0].Path, email, language);
                }

                audit.Append(
                    new AuditEntry("growth.invitations-made", "invitations", null) { After = new { request.Count, ForAnAddress = email is not null } }
                );
                return invitations.Select(one => MyInvitation.Of(one, publicUrl, now)).ToArray();
            },
            http.RequestAborted
        );
        return answer.ToHttp(http, made => TypedResults.Ok<IReadOnlyList<MyInvitation>>(made));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        Guid id,
        UnitOfWork unitOfWork,
        GrowthDb db,
        Messages messages,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var done = await unitOfWork.Run<Result>(
            async ct =>
            {
                if (!await db.Invitations.AnyAsync(i => i.Id == id, ct))
                {
                    return JoiningErrors.InvitationUnknown;
                }

                if (!await InvitationRows.Revoke(db, messages, id, time.GetUtcNow(), ct))
                {
                    return JoiningErrors.InvitationNotOpen;
                }

                audit.Append(new AuditEntry("growth.invitation-revoked", "invitation", id.ToString()));
                return Result.Ok;
            },
            cancellationToken
        );
        return done is { IsOk: false, Error: var refused } ? refused.ToProblem() : TypedResults.NoContent();
    }
}
