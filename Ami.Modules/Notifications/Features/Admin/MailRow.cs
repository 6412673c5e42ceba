using System.Linq.Expressions;
using Ami.Modules.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Notifications.Features.Admin;

/// <summary>A mail as staff see it: what became of it, not what stood in it.</summary>
/// <param name="DueAt">When it is tried next; only while it is queued.</param>
/// <param name="LastError">What the mail server said last; null when nothing went wrong.</param>
internal sealed record MailRow(
    Guid Id,
    Guid UserId,
    DateTimeOffset CreatedAt,
    string Address,
    string Kind,
    string Subject,
    Language Language,
    MailState State,
    int Attempts,
    DateTimeOffset? DueAt,
    DateTimeOffset? SentAt,
    string? LastError
);

/// <summary>Which mails are listed. Shared by list and export, so that an export holds what was seen.</summary>
/// <param name="Q">Words in address or subject.</param>
/// <param name="State">Only this state.</param>
/// <param name="Kind">Only this kind of message.</param>
/// <param name="UserId">Only to this user.</param>
internal readonly record struct MailFilter(string? Q = null, Choice<MailState>? State = null, string? Kind = null, Guid? UserId = null);

/// <summary>The mail list: what is matched, in which orders, and what is shown.</summary>
internal static class MailList
{
    public static readonly ListOrder<Mail> Order = new ListOrder<Mail>(m => m.Id, "-createdAt").By("createdAt", m => m.CreatedAt);

    public static Expression<Func<Mail, MailRow>> Row { get; } =
        m => new MailRow(
            Id: m.Id,
            UserId: m.UserId,
            CreatedAt: m.CreatedAt,
            Address: m.Address,
            Kind: m.Kind,
            Subject: m.Subject,
            Language: m.Language,
            State: m.State,
            Attempts: m.Attempts,
            DueAt: m.State == MailState.Queued ? m.DueAt : null,
            SentAt: m.SentAt,
            LastError: m.LastError
        );

    public static IQueryable<Mail> Matching(this NotificationsDb db, MailFilter filter)
    {
        var mails = db.Mails.AsNoTracking();
        foreach (var pattern in SearchText.Patterns(filter.Q))
        {
            mails = mails.Where(m => EF.Functions.Like(EF.Property<string>(m, Mail.Search), pattern));
        }

        if (filter.State is { Value: var state })
        {
            mails = mails.Where(m => m.State == state);
        }

        if (!string.IsNullOrEmpty(filter.Kind))
        {
            mails = mails.Where(m => m.Kind == filter.Kind);
        }

        if (filter.UserId is { } userId)
        {
            mails = mails.Where(m => m.UserId == userId);
        }

        return mails;
    }
}
