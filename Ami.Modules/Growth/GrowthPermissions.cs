namespace Ami.Modules.Growth;

/// <summary>What staff may do with what people ask for, what they are told, and how they come in.</summary>
internal static class GrowthPermissions
{
    /// <summary>See the board with who wrote what.</summary>
    public static Permission ReadFeedback { get; } =
        new("feedback.read", [Roles.Support, Roles.Admin], "See ideas and who wrote them", "Ver las sugerencias y quién las escribió");

    /// <summary>Decide, answer, merge and remove.</summary>
    public static Permission ManageFeedback { get; } =
        new(
            "feedback.manage",
            [Roles.Support, Roles.Admin],
            "Decide about ideas, answer, merge and remove them",
            "Decidir sobre las sugerencias, responderlas, unirlas y quitarlas"
        );

    /// <summary>See announcements, drafts among them.</summary>
    public static Permission ReadAnnouncements { get; } =
        new(
            "announcements.read",
            [Roles.Support, Roles.Admin],
            "See announcements, also those that are not published",
            "Ver los anuncios, también los que no están publicados"
        );

    /// <summary>Write, publish and remove them.</summary>
    public static Permission ManageAnnouncements { get; } =
        new("announcements.manage", [Roles.Admin], "Write and publish announcements", "Escribir y publicar anuncios");

    /// <summary>See who waits and who was invited.</summary>
    public static Permission ReadJoining { get; } =
        new(
            "joining.read",
            [Roles.Support, Roles.Admin],
            "See the waitlist, invitations and how one becomes a user",
            "Ver la lista de espera, las invitaciones y cómo se entra"
        );

    /// <summary>Decide who may come in, and invite.</summary>
    public static Permission ManageJoining { get; } =
        new("joining.manage", [Roles.Admin], "Decide how one becomes a user, and invite people", "Decidir cómo se entra e invitar a personas");

    /// <summary>See affiliates, what they earn and what looks like fraud.</summary>
    public static Permission ReadAffiliates { get; } =
        new("affiliates.read", [Roles.Support, Roles.Admin], "See affiliates and their commissions", "Ver los afiliados y sus comisiones");

    /// <summary>Decide about affiliates and about what looks like fraud.</summary>
    public static Permission ManageAffiliates { get; } =
        new("affiliates.manage", [Roles.Admin], "Decide about affiliates and what looks like fraud", "Decidir sobre los afiliados y lo que parece fraude");

    /// <summary>What the module registers.</summary>
    public static Permission[] All { get; } =
    [ReadFeedback, ManageFeedback, ReadAnnouncements, ManageAnnouncements, ReadJoining, ManageJoining, ReadAffiliates, ManageAffiliates];
}
