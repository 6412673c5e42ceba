using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>
/// Lets newcomers in as the mode says, which is read each time: a change counts in every process from its commit on. Of two who come with the same invitation
/// at once, one waits for the other and finds it used.
/// </summary>
internal sealed class RegistrationGate(
    UnitOfWork unitOfWork,
    GrowthDb db,
    IPersonDirectory people,
    Attribution attribution,
    AccountMarks marks,
    Messages messages,
    TimeProvider time
) : IRegistrationGate
{
    public async Task<Error?> Refusal(Newcomer newcomer, CancellationToken cancellationToken) =>
        Decide(await Mode(cancellationToken), newcomer, await Find(newcomer.Invitation, cancellationToken));

    public async Task<Error?> Admit(Newcomer newcomer, Guid userId, CancellationToken cancellationToken)
    {
        await Hold(newcomer.Invitation, cancellationToken);
        var invitation = await Find(newcomer.Invitation, cancellationToken);
        if (Decide(await Mode(cancellationToken), newcomer, invitation) is { } refused)
        {
            return refused;
        }

        var now = time.GetUtcNow();
        var key = people.AddressKey(newcomer.Email);
        // Where everybody may come in, an invitation that would not let in is no reason to keep somebody out.
        if (invitation is not null && invitation.Refusal(key, newcomer.AskedAt) is null)
        {
            await db
                .Invitations.Where(i => i.Id == invitation.Id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(i => i.UsedAt, now)
                            .SetProperty(i => i.UsedBy, userId)
                            .SetProperty(i => i.Email, (string?)null)
                            .SetProperty(i => i.AddressKey, (string?)null),
                    cancellationToken
                );
            await Joined(w => w.Id == invitation.WaitlistId, userId, now, cancellationToken);
        }

        if (key is not null)
        {
            await Joined(w => w.AddressKey == key, userId, now, cancellationToken);
            await EndOthers(key, now, cancellationToken);
        }

        await attribution.Of(newcomer, userId, cancellationToken);
        await marks.Add(userId, newcomer.Email, cancellationToken);
        return null;
    }

    private Error? Decide(JoiningMode mode, Newcomer newcomer, Invitation? invitation) =>
        mode == JoiningMode.Open ? null
        : string.IsNullOrWhiteSpace(newcomer.Invitation)
            ? mode == JoiningMode.Waitlist ? JoiningErrors.WaitlistOnly
                : JoiningErrors.InvitationRequired
        : invitation is null ? JoiningErrors.InvitationInvalid
        : invitation.Refusal(people.AddressKey(newcomer.Email), newcomer.AskedAt);

    private Task<JoiningMode> Mode(CancellationToken cancellationToken) => db.Registration.AsNoTracking().Select(r => r.Mode).SingleAsync(cancellationToken);

    private async Task<Invitation?> Find(string? written, CancellationToken cancellationToken) =>
        InvitationCode.Read(written) is { } code ? await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Code == code, cancellationToken) : null;

    private async Task Hold(string? written, CancellationToken cancellationToken)
    {
        if (InvitationCode.Read(written) is not { } code)
        {
            return;
        }

        await using var command = unitOfWork.Command("select from growth.invitations where code = $1 for update");
        command.With(code);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whoever waited does so no longer.</summary>
    private Task Joined(
        System.Linq.Expressions.Expression<Func<WaitlistEntry, bool>> who,
        Guid userId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        db
            .Waitlist.Where(who)
            .Where(w => w.State != WaitlistState.Joined)
            .ExecuteUpdateAsync(
                set => set.SetProperty(w => w.State, WaitlistState.Joined).SetProperty(w => w.UserId, userId).SetProperty(w => w.JoinedAt, now),
                cancellationToken
            );

    /// <summary>Other invitations to the address lead nowhere now, and nothing has to remember it.</summary>
    private async Task EndOthers(string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var others = db.Invitations.Where(i => i.AddressKey == key);
        foreach (var id in await others.Select(i => i.Id).ToListAsync(cancellationToken))
        {
            messages.Forget(id);
        }

        await others.ExecuteUpdateAsync(
            set =>
                set.SetProperty(i => i.RevokedAt, i => i.RevokedAt ?? now)
                    .SetProperty(i => i.Email, (string?)null)
                    .SetProperty(i => i.AddressKey, (string?)null),
            cancellationToken
        );
    }
}
