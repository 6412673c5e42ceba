using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>An administrator at somebody's account: locks it, opens it, changes roles, and sees AMI as they do.</summary>
[TestClass]
public class AdminUserTests
{
    [TestMethod]
    public async Task Admin_LocksUnlocksAndImpersonates_StudentFeelsIt()
    {
        await using var student = await Person.Arrive("es-ES");
        await student.SignUp("es");
        await using var admin = await Person.Arrive();
        var page = admin.Page;
        await admin.SignUp("en", "admin");
        await page.GotoAsync($"/admin/users?q={student.Email}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ada", Exact = true }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Signed in on" })).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Picture("admin-user");

        // Locked: the student is out at once, and the right password says why.
        await page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Sells signals to others");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Picture("admin-user-lock");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lock account" }).ClickAsync();
        await Expect(page.GetByText("Sells signals to others")).ToBeVisibleAsync();
        await student.Page.GotoAsync("/account");
        await student.Page.Locator("input[type=email]").FillAsync(student.Email);
        await student.Page.Locator("input[type=password]").FillAsync(Person.Password);
        await student.Page.Keyboard.PressAsync("Enter");
        await Expect(student.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("bloqueada");
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlock", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Unlock account" }).ClickAsync();
        await Expect(page.GetByText("The account is open again.")).ToBeVisibleAsync();

        // Seen as the student sees it, in Spanish, with the banner on every page and nothing of the admin area.
        await page.GetByRole(AriaRole.Button, new() { Name = "See as this person" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Ticket 42");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        var banner = page.GetByText($"({student.Email})");
        await Expect(banner).ToContainTextAsync("Ves AMI como");
        await page.GetByRole(AriaRole.Link, new() { Name = "Inicio", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(banner).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Picture("admin-impersonation");
        await page.GetByRole(AriaRole.Button, new() { Name = "Terminar" }).ClickAsync();
        await Expect(page.GetByText("Viewing as somebody began")).ToBeVisibleAsync();
        await Expect(banner).Not.ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Admin_ChangesRolesAndPlan_BothAreShown()
    {
        await using var student = await Person.Arrive();
        await student.SignUp("en");
        await using var admin = await Person.Arrive("es-ES", ColorScheme.Dark, 360);
        var page = admin.Page;
        await admin.SignUp("es", "admin");
        await page.GotoAsync($"/admin/users?q={student.Email}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ada", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Roles", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Instructor" }).CheckAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Picture("admin-user-roles-narrow");
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar roles" }).ClickAsync();
        await Expect(page.GetByText("Estudiante, Instructor")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Plan" }).SelectOptionAsync("Básico");
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar plan" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Definition).Filter(new() { HasText = "Básico" })).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Picture("admin-user-narrow");
        (await page.FitsTheScreen()).ShouldBeTrue("wider than the screen");
    }
}
