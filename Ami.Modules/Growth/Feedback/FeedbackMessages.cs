namespace Ami.Modules.Growth;

/// <summary>What people are told about ideas that they wrote or stand behind.</summary>
internal static class FeedbackMessages
{
    public static MessageKind Decided { get; } =
        new(
            "growth.feedback-decided",
            new("Novedades de tus sugerencias", "News of your ideas"),
            Channels.InApp,
            new("«{title}»: {status}", "Cambió el estado de una sugerencia que escribiste o apoyas.", "Ver la sugerencia"),
            new("“{title}”: {status}", "The state of an idea that you wrote or stand behind has changed.", "See the idea")
        );

    public static MessageKind Answered { get; } =
        new(
            "growth.feedback-answered",
            new("Respuestas a tus sugerencias", "Answers to your ideas"),
            Channels.InApp,
            new("Respondimos a «{title}»", "Hay una respuesta a una sugerencia que escribiste o apoyas.", "Leer la respuesta"),
            new("We answered “{title}”", "There is an answer to an idea that you wrote or stand behind.", "Read the answer")
        );

    /// <summary>The words of a state, in both languages.</summary>
    public static Translated Name(FeedbackStatus status) =>
        status switch
        {
            FeedbackStatus.Planned => new("planificada", "planned"),
            FeedbackStatus.InProgress => new("en curso", "in progress"),
            FeedbackStatus.Done => new("hecha", "done"),
            FeedbackStatus.Declined => new("descartada", "declined"),
            _ => new("abierta de nuevo", "open again"),
        };
}
