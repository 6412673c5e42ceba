using System.Collections.Frozen;
using Ami.Modules.Identity;

namespace Ami.Tests.Identity.Admin;

[TestClass]
public sealed class StaffRulesTests
{
    private static readonly Guid Me = Guid.Parse("019a0000-0000-7000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("019a0000-0000-7000-8000-000000000002");

    // What the code grants by default, and a role made by staff that may do what support may.
    private static readonly RoleGrants Grants = new(
        new[] { "student", "instructor", "support", "admin", "night-shift" }.ToFrozenDictionary(
            role => role,
            role => UserPermissions.All.Where(one => RoleRules.Has(role, one, Decided(role))).Select(one => one.Name).ToFrozenSet()
        )
    );

    [TestMethod]
    [DataRow("users.help", "support", "student", null)]
    [DataRow("users.help", "night-shift", "student", null)]
    [DataRow("users.help", "support", "night-shift", "admin.staff_account")]
    [DataRow("users.help", "night-shift", "admin", "admin.staff_account")]
    [DataRow("users.help", "unheard-of", "student", "admin.no_longer_allowed")]
    [DataRow("users.help", "support", "instructor", null)]
    [DataRow("users.help", "admin", "admin", null)]
    [DataRow("users.help", "support", "support", "admin.staff_account")]
    [DataRow("users.help", "support", "admin", "admin.staff_account")]
    [DataRow("users.help", "student", "student", "admin.no_longer_allowed")]
    [DataRow("users.manage", "support", "student", "admin.no_longer_allowed")]
    [DataRow("users.manage", "admin", "support", null)]
    public void Check_RolesOfBoth_Decide(string wanted, string mine, string theirs, string? code) =>
        (StaffRules.Check(Grants, Named(wanted), Me, [mine], Other, [theirs])?.Code).ShouldBe(code);

    [TestMethod]
    public void Check_OwnAccount_IsRefusedEvenToAdministrators() =>
        (StaffRules.Check(Grants, UserPermissions.Manage, Me, ["admin"], Me, ["admin"])?.Code).ShouldBe("admin.own_account");

    [TestMethod]
    [DataRow(null, null)]
    [DataRow(" ab ", null)]
    [DataRow("  spam \n twice ", "spam \n twice")]
    [DataRow("a\0bc", null)]
    public void Reason_Text_IsTrimmedOrRefused(string? text, string? reason) => StaffRules.Reason(text).ShouldBe(reason);

    private static Dictionary<string, bool> Decided(string role) => role == "night-shift" ? new() { ["users.help"] = true } : [];

    private static Permission Named(string name) => name == UserPermissions.Help.Name ? UserPermissions.Help : UserPermissions.Manage;
}
