using Ami.Modules.Notifications.Contracts;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Notifications;

/// <summary>Kinds of message that only tests send.</summary>
internal static class TestKinds
{
    public static MessageKind Safety { get; } =
        new(
            "test.safety",
            new("Seguridad", "Safety"),
            Channels.InApp | Channels.Email,
            new("Contraseña de {device} cambiada", "Se cambió en {device}.\n\n¿No fuiste tú? Recupérala enseguida.", "Recuperar la cuenta"),
            new("Password of {device} changed", "It was changed on {device}.\n\nWas it not you? Recover it now.", "Recover the account")
        )
        {
            IsMandatory = true,
        };

    public static MessageKind Weekly { get; } =
        new(
            "test.weekly",
            new("Resumen semanal", "Weekly summary"),
            Channels.InApp | Channels.Email,
            new("Tu semana", "Ganaste {amount}.", "Ver mi semana"),
            new("Your week", "You earned {amount}.", "See my week")
        );

    public static MessageKind Quiet { get; } =
        new("test.quiet", new("Novedades", "News"), Channels.InApp, new("Novedad", "Hay algo nuevo."), new("News", "There is something new."));

    public static Task<ApiHost> Host(
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        TestDatabase? database = null
    ) =>
        ApiHost.Start(
            settings,
            collection =>
            {
                collection.AddMessageKinds(Safety, Weekly, Quiet);
                services?.Invoke(collection);
            },
            database
        );

    /// <summary>Mails to an address but for the one that every sign-up sends.</summary>
    public static IReadOnlyList<ReceivedMail> MailsTo(this ApiHost host, string address) =>
        [.. host.Mailbox.To(address).Where(mail => !mail.Text.Contains("/verify-email#", StringComparison.Ordinal))];

    /// <summary>Sends a message as a module does, in a transaction of its own.</summary>
    public static Task Send(
        this ApiHost host,
        MessageKind kind,
        Guid userId,
        Dictionary<string, string>? values = null,
        string? link = null,
        string? address = null,
        Language? language = null
    ) =>
        host.InScope(async scope =>
        {
            var messages = scope.GetRequiredService<Messages>();
            await scope
                .GetRequiredService<UnitOfWork>()
                .Run(_ =>
                {
                    messages.Send(kind, userId, values, link, address, language);
                    return Task.CompletedTask;
                });
            return true;
        });
}
