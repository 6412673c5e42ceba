namespace Ami.Modules.Identity.Contracts;

/// <summary>Names of the roles as they stand in the access token's <c>role</c> claims.</summary>
public static class Roles
{
    /// <summary>Everybody who registers.</summary>
    public const string Student = "student";

    /// <summary>Writes courses.</summary>
    public const string Instructor = "instructor";

    /// <summary>Helps people from the admin area, without changing roles, money or settings.</summary>
    public const string Support = "support";

    /// <summary>Runs the platform.</summary>
    public const string Admin = "admin";
}
