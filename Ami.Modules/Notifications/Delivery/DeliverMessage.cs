using System.Text;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Notifications.Domain;
using Ami.Modules.Notifications.Live;
using Ami.Modules.Notifications.Mailing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Notifications.Delivery;

/// <summary>
/// Decides where a message goes and puts it there: into the notification centre, into the queue of mails, or both. Sending mail takes time and may
/// fail, so it happens apart from this transaction.
/// </summary>
internal sealed class DeliverMessage(
    UnitOfWork unitOfWork,
    NotificationsDb db,
    IPersonDirectory people,
    MessageCatalogue catalogue,
    MasterKey master,
    MailQueue queue,
    NotificationPush push
) : IEventHandler<MessageRequested>
{
    public const string Name = "notifications.deliver-message";

    public async Task Handle(MessageRequested @event, EventContext context, CancellationToken cancellationToken)
    {
        var kind = catalogue.Get(@event.Kind);
        var person = await people.Find(@event.UserId, cancellationToken);
        if (person is null && @event.Address is null)
        {
            return; // the account was erased in the meantime
        }

        var preference = kind.IsMandatory
            ? null
            : await db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.UserId == @event.UserId && p.Kind == kind.Name, cancellationToken);
        var channels = Routing.ChannelsOf(kind, preference, person, @event.Address);
        var language = @event.Language ?? person?.Language ?? Language.Es;
        var fields = Wording.Write(@event.Values);
        if (Wording.Names(kind.Spanish).Concat(Wording.Names(kind.English)).FirstOrDefault(name => !@event.Values.ContainsKey(name)) is { } missing)
        {
            throw new InvalidOperationException($"A message of kind {kind.Name} was sent without a value for {{{missing}}}.");
        }

        if (channels.HasFlag(Channels.InApp))
        {
            db.Messages.Add(
                new Message
                {
                    Id = context.EventId,
                    UserId = @event.UserId,
                    Kind = kind.Name,
                    Fields = fields,
                    Link = Shown(@event),
                    CreatedAt = context.OccurredAt,
                }
            );
            unitOfWork.OnCommitted(async () => await push.Message(@event.UserId));
        }

        if (channels.HasFlag(Channels.Email))
        {
            db.Mails.Add(
                new Mail
                {
                    Id = context.EventId,
                    UserId = @event.UserId,
                    Kind = kind.Name,
                    Address = @event.Address ?? person?.Email ?? "",
                    Language = language,
                    GreetedAs = @event.Address is null && person is { EmailConfirmed: true } ? person.DisplayName : null,
                    Fields = fields,
                    SealedLink = @event.SealedLink,
                    Subject = Wording.Of(kind, language, @event.Values).Subject,
                    State = MailState.Queued,
                    DueAt = context.OccurredAt,
                    CreatedAt = context.OccurredAt,
                }
            );
            unitOfWork.OnCommitted(queue.Wake);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A secret in a link stands behind its #, and is only for who reads the mail.</summary>
    private string? Shown(MessageRequested @event) =>
        @event.SealedLink is { } link && master.Open(Messages.Purpose, @event.UserId.ToString(), link) is { } path && !path.Contains((byte)'#')
            ? Encoding.UTF8.GetString(path)
            : null;
}
