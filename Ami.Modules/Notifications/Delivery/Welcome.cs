using Ami.Modules.Identity.Contracts;
using Ami.Modules.Notifications.Contracts;

namespace Ami.Modules.Notifications.Delivery;

/// <summary>The first message in everybody's notification centre says what the place is for.</summary>
internal sealed class Welcome(Messages messages) : IEventHandler<UserRegistered>
{
    public const string Name = "notifications.welcome";

    public static MessageKind Kind { get; } =
        new(
            "notifications.welcome",
            new("Bienvenida", "Welcome"),
            Channels.InApp,
            new(
                "Te damos la bienvenida a AMI",
                "Aquí verás lo que ocurre en tu cuenta. Ya tienes una cuenta de práctica con dinero simulado: puedes hacer tu primera operación cuando quieras.",
                "Ir a Operar"
            ),
            new(
                "Welcome to AMI",
                "This is where you see what happens in your account. You already have a practice account with simulated money: place your first order whenever you like.",
                "Open Trade"
            )
        );

    public Task Handle(UserRegistered @event, EventContext context, CancellationToken cancellationToken)
    {
        messages.Send(Kind, @event.UserId, link: "/trade");
        return Task.CompletedTask;
    }
}
