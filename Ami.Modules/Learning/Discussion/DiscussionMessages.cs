using Ami.Modules.Notifications.Contracts;

namespace Ami.Modules.Learning;

/// <summary>What people hear of discussions.</summary>
internal static class DiscussionMessages
{
    public static MessageKind Replied { get; } =
        new(
            "learning.post-replied",
            new("Respuestas a lo que preguntas en las lecciones", "Answers to what you ask about lessons"),
            Channels.InApp,
            new("{name} respondió en «{lesson}»", "Hay una respuesta a lo que escribiste sobre esta lección.", "Ver la respuesta"),
            new("{name} answered in “{lesson}”", "There is an answer to what you wrote about this lesson.", "See the answer")
        );

    public static MessageKind Removed { get; } =
        new(
            "learning.post-removed",
            new("Mensajes tuyos que el equipo retira", "Posts of yours that the team removes"),
            Channels.InApp,
            new("El equipo retiró un mensaje tuyo en «{lesson}»", "Otros no lo ven. En la conversación lees el motivo.", "Ver el motivo"),
            new("The team removed a post of yours in “{lesson}”", "Others do not see it. The discussion says why.", "See why")
        );

    /// <summary>Where a thread is seen.</summary>
    public static string Link(string course, string lesson, Guid thread) => $"/courses/{course}/{lesson}?thread={thread}";

    /// <param name="lesson">What it is about.</param>
    /// <param name="reader">Who hears of it, in their language.</param>
    public static Dictionary<string, string> About(Lesson lesson, Person reader) =>
        new() { ["lesson"] = reader.Language == Language.Es ? lesson.TitleEs : lesson.TitleEn };
}
