using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>Decides how one becomes a user. It counts for whoever registers after the commit, in every process.</summary>
internal static class DecideRegistration
{
    /// <param name="Mode">Who may make an account.</param>
    /// <param name="InvitationsPerMember">Open and used invitations that one member may have made, 0 to 100.</param>
    /// <param name="InvitationDays">How long an invitation can be used, 1 to 365.</param>
    /// <param name="Version">Of what was decided before; to be given back.</param>
    internal sealed record RegistrationRules(JoiningMode Mode, int InvitationsPerMember, int InvitationDays, int Version);

    /// <param name="Rules">What was decided.</param>
    /// <param name="ChangedAt">When.</param>
    /// <param name="Waiting">People in the queue.</param>
    /// <param name="OpenInvitations">Invitations that would let somebody in.</param>
    internal sealed record RegistrationOverview(RegistrationRules Rules, DateTimeOffset ChangedAt, int Waiting, int OpenInvitations);

    public static void Map(IEndpointRouteBuilder registration)
    {
        registration.MapGet("", Get).RequirePermission(GrowthPermissions.ReadJoining).WithName("GetRegistrationRules").WithSummary("How one becomes a user.");
        registration
            .MapPut("", Put)
            .RequirePermission(GrowthPermissions.ManageJoining)
            .WithName("DecideRegistration")
            .WithSummary("Decide how one becomes a user.");
    }

    private static async Task<Ok<RegistrationOverview>> Get(GrowthDb db, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Overview(db, time.GetUtcNow(), cancellationToken));

    private static async Task<Results<Ok<RegistrationOverview>, ProblemHttpResult>> Put(
        RegistrationRules rules,
        UnitOfWork unitOfWork,
        GrowthDb db,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (rules.InvitationsPerMember is < 0 or > 100 || rules.InvitationDays is < 1 or > 365)
        {
            return JoiningErrors.SettingsInvalid.ToProblem();
        }

        var now = time.GetUtcNow();
        var decided = await unitOfWork.Run<Result<RegistrationOverview>>(
            async ct =>
            {
                var before = await db.Registration.AsNoTracking().SingleAsync(ct);
                var changed = await db
                    .Registration.Where(r => r.Version == rules.Version)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(r => r.Mode, rules.Mode)
                                .SetProperty(r => r.InvitationsPerMember, rules.InvitationsPerMember)
                                .SetProperty(r => r.InvitationDays, rules.InvitationDays)
                                .SetProperty(r => r.Version, rules.Version + 1)
                                .SetProperty(r => r.ChangedAt, now),
                        ct
                    );
                if (changed == 0)
                {
                    return JoiningErrors.SettingsChangedMeanwhile;
                }

                audit.Append(
                    new AuditEntry("growth.registration-decided", "registration", null)
                    {
                        Before = new
                        {
                            before.Mode,
                            before.InvitationsPerMember,
                            before.InvitationDays,
                        },
                        After = new
                        {
                            rules.Mode,
                            rules.InvitationsPerMember,
                            rules.InvitationDays,
                        },
                    }
                );
                return await Overview(db, now, ct);
            },
            cancellationToken
        );
        return decided.ToHttp(TypedResults.Ok);
    }

    private static async Task<RegistrationOverview> Overview(GrowthDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var current = await db.Registration.AsNoTracking().SingleAsync(cancellationToken);
        return new RegistrationOverview(
            new RegistrationRules(current.Mode, current.InvitationsPerMember, current.InvitationDays, current.Version),
            current.ChangedAt,
            await db.Waitlist.CountAsync(w => w.State == WaitlistState.Waiting, cancellationToken),
            await InvitationRows.Matching(db, InvitationState.Open, now).CountAsync(cancellationToken)
        );
    }
}
