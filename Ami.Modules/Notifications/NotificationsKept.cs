using Ami.Modules.Notifications.Delivery;

namespace Ami.Modules.Notifications;

/// <summary>What notices store of people, in words.</summary>
internal static class NotificationsKept
{
    public static IReadOnlyList<KeptData> All { get; } =
    [
        new("notifications.messages", "notifications.messages", "notifications.mails")
        {
            Title = new("Avisos y correos", "Notices and mails"),
            What = new(
                "Los avisos que te dimos y los correos que te enviamos: a qué dirección, de qué trataban y si llegaron.",
                "What we told you in the app and by mail: to which address, what about, and whether it was sent."
            ),
            Why = new("Para mostrártelos, y para ayudarte cuando un correo no llega.", "To show them to you, and to help when a mail does not arrive."),
            HowLong = Translated.With(
                $"{SweepMessages.KeepMessages.TotalDays} días los avisos y {SweepMessages.KeepMails.TotalDays} los correos.",
                $"{SweepMessages.KeepMessages.TotalDays} days for notices and {SweepMessages.KeepMails.TotalDays} for mails."
            ),
        },
        new("notifications.preferences", "notifications.preferences")
        {
            Title = new("Preferencias de avisos", "Notice preferences"),
            What = new("Qué avisos quieres recibir y por dónde.", "Which notices you want, and where."),
            Why = new("Para respetarlo.", "To respect it."),
            HowLong = KeptData.AsTheAccount,
        },
    ];
}
