using Ami.Modules.Identity.Contracts;
using Ami.Modules.PaperTrading.Grains;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>Every new user finds an account with practice money. One that looks before this ran opens the same account by looking.</summary>
internal sealed class OpenDefaultAccount(IGrainFactory grains) : IRepeatableEventHandler<UserRegistered>
{
    public const string Name = "paper-trading.open-default-account";

    public Task Handle(UserRegistered @event, EventContext context, CancellationToken cancellationToken) =>
        grains.GetGrain<IPaperAccounts>(@event.UserId).Ask(accounts => accounts.EnsureDefault(), cancellationToken);
}
