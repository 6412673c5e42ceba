using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>The mark of an account's address.</summary>
internal sealed class AccountMark
{
    public required Guid UserId { get; init; }

    /// <summary>See <see cref="AddressMark"/>.</summary>
    public required byte[] Mailbox { get; init; }

    public required DateTimeOffset MarkedAt { get; init; }
}

/// <summary>
/// Knows the marks of the addresses of all accounts, made with the account, and again whenever its address changes. They go with the account. Everything here runs
/// inside a transaction.
/// </summary>
internal sealed class AccountMarks(UnitOfWork unitOfWork, GrowthDb db, AddressMarks marks, IPersonDirectory people, TimeProvider time)
    : IEventHandler<UserRegistered>,
        IEventHandler<AddressChanged>
{
    public const string OfNewcomers = "growth.mark-newcomer";
    public const string OfChanges = "growth.mark-address";

    /// <summary>Shared by whoever marks or forgets one account, held alone by whoever marks many.</summary>
    private const string All = "growth.account-marks";

    /// <summary>Whether another account has this mailbox.</summary>
    public Task<bool> IsOfAnother(byte[] mailbox, Guid userId, CancellationToken cancellationToken) =>
        db.AccountMarks.AnyAsync(m => m.Mailbox == mailbox && m.UserId != userId, cancellationToken);

    /// <summary>Whether an account has this mailbox that was there before: ids of accounts are made of the time.</summary>
    public Task<bool> IsOfAnOlder(byte[] mailbox, Guid userId, CancellationToken cancellationToken) =>
        db.AccountMarks.AnyAsync(m => m.Mailbox == mailbox && m.UserId < userId, cancellationToken);

    /// <summary>Marks the account that this transaction makes.</summary>
    public Task Add(Guid userId, string email, CancellationToken cancellationToken) => Keep([(userId, email)], cancellationToken);

    public Task Handle(UserRegistered registered, EventContext context, CancellationToken cancellationToken) => Look(registered.UserId, cancellationToken);

    public Task Handle(AddressChanged changed, EventContext context, CancellationToken cancellationToken) => Look(changed.UserId, cancellationToken);

    /// <summary>Nobody's address is marked or forgotten by others until the transaction ends.</summary>
    public Task HoldAll(CancellationToken cancellationToken) => unitOfWork.Hold(All, cancellationToken);

    /// <summary>Marks accounts by the order of their ids. The caller holds all.</summary>
    /// <returns>How many, and the last of them; null when there are no more.</returns>
    public async Task<(int Count, Guid? Last)> Mark(Guid? after, int most, CancellationToken cancellationToken)
    {
        var page = await people.Next(after, most, cancellationToken);
        await Keep([.. page.Select(person => (person.Id, person.Email))], cancellationToken);
        return (page.Count, page.Count < most ? null : page[^1].Id);
    }

    /// <summary>Forgets the mark of who leaves.</summary>
    public async Task Forget(Guid userId, CancellationToken cancellationToken)
    {
        await One(userId, cancellationToken);
        await db.AccountMarks.Where(m => m.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Reads the address as it is now, so neither the order of events nor a repeat matters.</summary>
    private async Task Look(Guid userId, CancellationToken cancellationToken)
    {
        await One(userId, cancellationToken);
        if (await people.Find(userId, cancellationToken) is { } person)
        {
            await Keep([(userId, person.Email)], cancellationToken);
        }
    }

    private async Task One(Guid userId, CancellationToken cancellationToken)
    {
        await unitOfWork.Share(All, cancellationToken);
        await unitOfWork.Hold($"growth.account-mark:{userId}", cancellationToken);
    }

    private async Task Keep(IReadOnlyCollection<(Guid UserId, string Email)> accounts, CancellationToken cancellationToken)
    {
        var made = accounts.Select(one => (one.UserId, marks.Of(one.Email)?.Mailbox)).Where(one => one.Mailbox is not null).ToList();
        await using var command = unitOfWork.Command(
            """
            insert into growth.account_marks as known (user_id, mailbox, marked_at) select one.user_id, one.mailbox, $3 from unnest($1, $2) as one (user_id, mailbox)
            on conflict (user_id) do update set mailbox = excluded.mailbox, marked_at = excluded.marked_at where known.mailbox <> excluded.mailbox
            """
        );
        command.With(made.ConvertAll(one => one.UserId).ToArray()).With(made.ConvertAll(one => one.Mailbox!).ToArray()).With(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
