import FlowDocument

extension FlowUnderCheck {
  /// The property in force at a form item: its own, its form's, the document's, the application root's; the last one
  /// written in a place counts.
  func property(_ name: String, at item: FormItem, in form: Form) -> Property? {
    for properties in [item.properties, form.properties, document.properties, root?.document.properties ?? []] {
      if let property = properties.last(where: { $0.name == name }) { return property }
    }
    return nil
  }

  /// The secure fields and recordings of the document, with their forms.
  var secureItems: [(item: FormItem, form: Form)] {
    document.dialogs.flatMap { dialog -> [(item: FormItem, form: Form)] in
      guard case .form(let form) = dialog else { return [] }
      return form.items.filter(\.isSecure).map { ($0, form) }
    }
  }
}
