using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>An invitation as whoever made it sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">What the invited enters.</param>
/// <param name="Link">Where the invited begins.</param>
/// <param name="Email">Whom alone it lets in; null is whoever has the code.</param>
/// <param name="State">How far it is.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
internal sealed record MyInvitation(Guid Id, string Code, string Link, string? Email, InvitationState State, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    public static MyInvitation Of(Invitation one, PublicUrl publicUrl, DateTimeOffset now) =>
        new(one.Id, InvitationCode.Show(one.Code), publicUrl.Link(one.Path), one.Email, InvitationRows.StateOf(one, now), one.CreatedAt, one.ExpiresAt);
}

/// <summary>Members invite friends: a few, and what was taken back or ran out unused can be given anew.</summary>
internal static class MyInvitations
{
    /// <summary>Mails to people without an account that one member causes in a day.</summary>
    private static readonly Quota Mails = Quota.PerDay(5);

    /// <param name="Email">Whom alone it lets in, and who gets a mail; null makes a code to pass on.</param>
    internal sealed record InviteRequest(string? Email = null);

    /// <param name="Items">Newest first.</param>
    /// <param name="Left">How many can still be made.</param>
    internal sealed record MyInvitationList(IReadOnlyList<MyInvitation> Items, int Left);

    public static void Map(IEndpointRouteBuilder invitations)
    {
        invitations.MapGet("", List).WithName("ListMyInvitations").WithSummary("The signed-in user's invitations, and how many are left.");
        invitations
            .MapPost("", Invite)
            .RequireIdempotencyKey()
            .RefuseImpersonation()
            .WithName("Invite")
            .WithSummary("Makes an invitation, and mails it where an address is given.");
        invitations.MapDelete("/{id:guid}", Revoke).RefuseImpersonation().WithName("RevokeMyInvitation").WithSummary("Takes an invitation back.");
    }

    private static async Task<Ok<MyInvitationList>> List(
        ClaimsPrincipal user,
        GrowthDb db,
        PublicUrl publicUrl,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (userId, now) = (user.UserId(), time.GetUtcNow());
        var own = await db.Invitations.AsNoTracking().Where(i => i.UserId == userId).OrderByDescending(i => i.Id).Take(200).ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new MyInvitationList([.. own.Select(one => MyInvitation.Of(one, publicUrl, now))], await Left(db, userId, now, cancellationToken))
        );
    }

    private static async Task<Results<Created<MyInvitation>, ProblemHttpResult>> Invite(
        InviteRequest request,
        RequestKey key,
        RequestOnce once,
        UnitOfWork unitOfWork,
        GrowthDb db,
        IPersonDirectory people,
        QuotaLimiter quotas,
        Messages messages,
        PublicUrl publicUrl,
        TimeProvider time,
        HttpContext http
    )
    {
        var (userId, now) = (key.UserId, time.GetUtcNow());
        var email = string.IsNullOrWhiteSpace(request.Email) ? null : request.Email.Trim();
        var address = email is null ? null : people.AddressKey(email);
        if (email is not null && address is null)
        {
            return JoiningErrors.EmailInvalid.ToProblem();
        }

        var inviter = await people.Find(userId, http.RequestAborted);
        if (email is not null && inviter is not { EmailConfirmed: true })
        {
            return JoiningErrors.ConfirmFirst.ToProblem();
        }

        var answer = await once.Run<bool, MyInvitation>(
            key,
            async ct =>
                email is not null && await quotas.Take($"growth.invitation-mails:{userId}", Mails, ct) is { Admitted: false } over
                    ? JoiningErrors.TooMany(over.Wait)
                    : true,
            async (_, ct) =>
            {
                // One at a time for each member, so that two at once do not both take the last one.
                await unitOfWork.Hold($"growth.invite:{userId}", ct);
                if (await Left(db, userId, now, ct) == 0)
                {
                    return JoiningErrors.NoneLeft;
                }

                var days = await db.Registration.AsNoTracking().Select(r => r.InvitationDays).SingleAsync(ct);
                var invitation = Invitation.New(now, days, userId, null, email, address);
                db.Invitations.Add(invitation);
                await db.SaveChangesAsync(ct);
                if (email is not null && inviter is not null)
                {
                    var values = JoiningMessages.Until(invitation.ExpiresAt, inviter.Language);
                    values["inviter"] = inviter.DisplayName;
                    messages.Send(JoiningMessages.Invited, invitation.Id, values, invitation.Path, email, inviter.Language);
                }

                return MyInvitation.Of(invitation, publicUrl, now);
            },
            http.RequestAborted
        );
        return answer.ToHttp(http, one => TypedResults.Created("/api/invitations", one));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        Guid id,
        ClaimsPrincipal user,
        UnitOfWork unitOfWork,
        GrowthDb db,
        Messages messages,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (userId, now) = (user.UserId(), time.GetUtcNow());
        var done = await unitOfWork.Run<Result>(
            async ct =>
                await db.Invitations.AnyAsync(i => i.Id == id && i.UserId == userId, ct)
                    ? await InvitationRows.Revoke(db, messages, id, now, ct)
                        ? Result.Ok
                        : JoiningErrors.InvitationNotOpen
                    : JoiningErrors.InvitationNotYours,
            cancellationToken
        );
        return done is { IsOk: false, Error: var refused } ? refused.ToProblem() : TypedResults.NoContent();
    }

    private static async Task<int> Left(GrowthDb db, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var most = await db.Registration.AsNoTracking().Select(r => r.InvitationsPerMember).SingleAsync(cancellationToken);
        var given = await db.Invitations.CountAsync(
            i => i.UserId == userId && i.RevokedAt == null && (i.UsedAt != null || i.ExpiresAt > now),
            cancellationToken
        );
        return Math.Max(0, most - given);
    }
}
