namespace Ami.Modules.Learning;

/// <summary>What staff may do with courses.</summary>
internal static class LearningPermissions
{
    /// <summary>Read what others pay for, to answer questions about it.</summary>
    public static Permission ReadCourses { get; } =
        new(
            "courses.read",
            [Roles.Instructor, Roles.Support, Roles.Admin],
            "Read every lesson of every course",
            "Leer todas las lecciones de todos los cursos"
        );

    /// <summary>See whose certificates there are, and revoke them.</summary>
    public static Permission RevokeCertificates { get; } =
        new("certificates.revoke", [Roles.Support, Roles.Admin], "See and revoke certificates", "Ver y revocar certificados");

    /// <summary>See what was said of courses, and hide it.</summary>
    public static Permission ModerateRatings { get; } =
        new("ratings.moderate", [Roles.Support, Roles.Admin], "See and hide ratings of courses", "Ver y ocultar valoraciones de cursos");

    /// <summary>See what is said about lessons, and remove it.</summary>
    public static Permission ModerateDiscussion { get; } =
        new("discussion.moderate", [Roles.Support, Roles.Admin], "See and remove posts about lessons", "Ver y retirar mensajes sobre lecciones");

    /// <summary>What the module registers.</summary>
    public static Permission[] All { get; } = [ReadCourses, RevokeCertificates, ModerateRatings, ModerateDiscussion];
}
