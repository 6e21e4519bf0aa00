extension Prelude {
  /// The read-only DOM of VoiceXML 2.1 appendix D over parallel arrays, one entry a node in document order; a node's
  /// object is made when somebody looks at it, and only once. Gives `makeDocument(text)`, where `text` is JSON of
  /// `[types, parents, ends, names, namespaces, values]`: `ends[i]` is the index after the last descendant of node `i`.
  /// Attributes are nodes right after their element, counted by `types`, and are nobody's children.
  static let document = #"""
    (function () {
      'use strict';
      const define = Object.defineProperty, create = Object.create, freeze = Object.freeze, parse = JSON.parse, toText = String;
      const uncurry = Function.prototype.bind.bind(Function.prototype.call), { Error, TypeError } = globalThis;
      const install = (target, name, value) => {
        define(target, name, { value, writable: true, enumerable: false, configurable: true });
      };
      const indexOf = uncurry(String.prototype.indexOf), slice = uncurry(String.prototype.slice);
      const lastIndexOf = uncurry(String.prototype.lastIndexOf), join = uncurry(Array.prototype.join);
      const get = uncurry(WeakMap.prototype.get), set = uncurry(WeakMap.prototype.set), slots = new WeakMap();
      const ELEMENT = 1, ATTRIBUTE = 2, TEXT = 3, CDATA = 4, INSTRUCTION = 7, COMMENT = 8, DOCUMENT = 9;

      function DOMException(code, message) { this.code = code; this.message = message; }
      DOMException.prototype = create(Error.prototype, { name: { value: 'DOMException' }, constructor: { value: DOMException } });
      function readOnly() {
        const error = new DOMException(7, 'the document is read-only');
        throw error;
      }
      const slotOf = (node) => {
        const slot = get(slots, node);
        if (slot === undefined) throw new TypeError('not a node');
        return slot;
      };
      const localPart = (name) => slice(name, indexOf(name, ':') + 1);

      function prototype(parent, getters, methods) {
        const made = create(parent);
        for (const name of Object.keys(getters)) define(made, name, { get: getters[name], set: readOnly, enumerable: true });
        for (const name of Object.keys(methods)) install(made, name, methods[name]);
        return made;
      }

      // A tree: its arrays, and the objects made so far.
      class Tree {
        constructor(columns) {
          [this.types, this.parents, this.ends, this.names, this.namespaces, this.values] = columns;
          this.nodes = [];
          this.children = [];
          this.lists = [];
        }
        node(index) {
          if (index < 0) return null;
          let node = this.nodes[index];
          if (node === undefined) {
            node = create(prototypes[this.types[index]]);
            set(slots, node, { tree: this, index });
            freeze(node);
            this.nodes[index] = node;
          }
          return node;
        }
        // Indices of the children, found once.
        childrenOf(index) {
          let found = this.children[index];
          if (found === undefined) {
            found = [];
            const type = this.types[index];
            if (type === ELEMENT || type === DOCUMENT) {
              for (let i = index + 1; i < this.ends[index]; i = this.ends[i]) {
                if (this.types[i] !== ATTRIBUTE) found[found.length] = i;
              }
            }
            this.children[index] = found;
          }
          return found;
        }
        childList(index) {
          let list = this.lists[index];
          if (list === undefined) list = this.lists[index] = makeList(this, this.childrenOf(index), nodeList);
          return list;
        }
        next(index) {
          const after = this.ends[index], parent = this.parents[index];
          return parent >= 0 && this.types[index] !== ATTRIBUTE && after < this.ends[parent] ? after : -1;
        }
        previous(index) {
          const parent = this.parents[index];
          if (parent < 0 || this.types[index] === ATTRIBUTE) return -1;
          const all = this.childrenOf(parent);
          let low = 0, high = all.length - 1;
          while (low < high) { const middle = (low + high) >> 1; if (all[middle] < index) low = middle + 1; else high = middle; }
          return low > 0 ? all[low - 1] : -1;
        }
        attributesOf(index) {
          const found = [];
          for (let i = index + 1; i < this.ends[index] && this.types[i] === ATTRIBUTE; i++) found[found.length] = i;
          return found;
        }
        attribute(index, name, namespace) {
          for (let i = index + 1; i < this.ends[index] && this.types[i] === ATTRIBUTE; i++) {
            if (namespace === undefined) { if (this.names[i] === name) return i; }
            else if (this.namespaces[i] === namespace && localPart(this.names[i]) === name) return i;
          }
          return -1;
        }
        text(index) {
          const type = this.types[index];
          if (type !== ELEMENT && type !== DOCUMENT) return this.values[index];
          const parts = [];
          for (let i = index + 1; i < this.ends[index]; i++) {
            if (this.types[i] === TEXT || this.types[i] === CDATA) parts[parts.length] = this.values[i];
          }
          return join(parts, '');
        }
        elements(index, matches) {
          const found = [];
          for (let i = index + 1; i < this.ends[index]; i++) {
            if (this.types[i] === ELEMENT && matches(i)) found[found.length] = i;
          }
          return found;
        }
      }

      const collection = (extra) => prototype(Object.prototype, {
        length() { return slotOf(this).indices.length; },
      }, { item(index) { const slot = slotOf(this); const i = slot.indices[index >>> 0]; return i === undefined ? null : slot.tree.node(i); }, ...extra });
      // Indexed access is a getter on the prototype, so that making a list costs nothing per element.
      const indexed = new WeakMap(), indexedLength = (proto) => get(indexed, proto) || 0, setIndexedLength = (proto, n) => set(indexed, proto, n);
      function makeList(tree, indices, proto) {
        const list = create(proto);
        set(slots, list, { tree, indices });
        let known = indexedLength(proto);
        for (; known < indices.length; known++) {
          const index = known;
          define(proto, index, {
            get() { const slot = slotOf(this), i = slot.indices[index]; return i === undefined ? undefined : slot.tree.node(i); },
            set: readOnly,
          });
        }
        setIndexedLength(proto, known);
        return freeze(list);
      }
      const nodeList = collection({});
      const mutators = (...names) => { const all = {}; for (const name of names) all[name] = () => readOnly(); return all; };
      const namedMap = collection({
        getNamedItem(name) {
          const { tree, indices } = slotOf(this), wanted = toText(name);
          for (let i = 0; i < indices.length; i++) if (tree.names[indices[i]] === wanted) return tree.node(indices[i]);
          return null;
        },
        getNamedItemNS(namespace, name) {
          const { tree, indices } = slotOf(this), wanted = toText(name), space = namespaceOf(namespace);
          for (let i = 0; i < indices.length; i++) {
            if (tree.namespaces[indices[i]] === space && localPart(tree.names[indices[i]]) === wanted) return tree.node(indices[i]);
          }
          return null;
        },
        ...mutators('setNamedItem', 'setNamedItemNS', 'removeNamedItem', 'removeNamedItemNS'),
      });
      const namespaceOf = (namespace) => namespace === null || namespace === undefined || namespace === '' ? null : toText(namespace);

      function elementsByName(name) {
        const { tree, index } = slotOf(this), wanted = toText(name);
        return makeList(tree, tree.elements(index, wanted === '*' ? () => true : (i) => tree.names[i] === wanted), nodeList);
      }
      function elementsByNameNS(namespace, name) {
        const { tree, index } = slotOf(this), wanted = toText(name), space = namespaceOf(namespace);
        return makeList(tree, tree.elements(index, (i) =>
          (space === '*' || tree.namespaces[i] === space) && (wanted === '*' || localPart(tree.names[i]) === wanted)), nodeList);
      }

      const nodeNames = { 3: '#text', 4: '#cdata-section', 8: '#comment', 9: '#document' };
      const nameOf = (slot) => nodeNames[slot.tree.types[slot.index]] || slot.tree.names[slot.index];
      const isNamed = (slot) => { const type = slot.tree.types[slot.index]; return type === ELEMENT || type === ATTRIBUTE; };
      const at = (slot, index) => slot.tree.node(index);
      const Node = prototype(Object.prototype, {
        nodeName() { return nameOf(slotOf(this)); },
        nodeType() { const { tree, index } = slotOf(this); return tree.types[index]; },
        nodeValue() {
          const { tree, index } = slotOf(this), type = tree.types[index];
          return type === ELEMENT || type === DOCUMENT ? null : tree.values[index];
        },
        parentNode() {
          const slot = slotOf(this);
          return slot.tree.types[slot.index] === ATTRIBUTE ? null : at(slot, slot.tree.parents[slot.index]);
        },
        childNodes() { const { tree, index } = slotOf(this); return tree.childList(index); },
        firstChild() { const slot = slotOf(this), all = slot.tree.childrenOf(slot.index); return all.length ? at(slot, all[0]) : null; },
        lastChild() { const slot = slotOf(this), all = slot.tree.childrenOf(slot.index); return all.length ? at(slot, all[all.length - 1]) : null; },
        nextSibling() { const slot = slotOf(this); return at(slot, slot.tree.next(slot.index)); },
        previousSibling() { const slot = slotOf(this); return at(slot, slot.tree.previous(slot.index)); },
        attributes() {
          const { tree, index } = slotOf(this);
          return tree.types[index] === ELEMENT ? makeList(tree, tree.attributesOf(index), namedMap) : null;
        },
        ownerDocument() { const slot = slotOf(this); return slot.tree.types[slot.index] === DOCUMENT ? null : at(slot, 0); },
        namespaceURI() { const slot = slotOf(this); return isNamed(slot) ? slot.tree.namespaces[slot.index] : null; },
        prefix() {
          const slot = slotOf(this);
          if (!isNamed(slot)) return null;
          const name = slot.tree.names[slot.index], colon = lastIndexOf(name, ':');
          return colon < 0 ? null : slice(name, 0, colon);
        },
        localName() { const slot = slotOf(this); return isNamed(slot) ? localPart(slot.tree.names[slot.index]) : null; },
        textContent() { const slot = slotOf(this); return slot.tree.types[slot.index] === DOCUMENT ? null : slot.tree.text(slot.index); },
      }, {
        hasChildNodes() { const { tree, index } = slotOf(this); return tree.childrenOf(index).length > 0; },
        hasAttributes() { const { tree, index } = slotOf(this); return tree.types[index] === ELEMENT && tree.attributesOf(index).length > 0; },
        isSupported() { return false; },
        ...mutators('appendChild', 'insertBefore', 'removeChild', 'replaceChild', 'cloneNode', 'normalize'),
      });
      const constants = {
        ELEMENT_NODE: 1, ATTRIBUTE_NODE: 2, TEXT_NODE: 3, CDATA_SECTION_NODE: 4, ENTITY_REFERENCE_NODE: 5, ENTITY_NODE: 6,
        PROCESSING_INSTRUCTION_NODE: 7, COMMENT_NODE: 8, DOCUMENT_NODE: 9, DOCUMENT_TYPE_NODE: 10,
        DOCUMENT_FRAGMENT_NODE: 11, NOTATION_NODE: 12,
      };
      for (const name of Object.keys(constants)) define(Node, name, { value: constants[name], enumerable: true });

      function attributeValue(node, name, namespace) {
        const { tree, index } = slotOf(node), found = tree.attribute(index, toText(name), namespace);
        return found < 0 ? '' : tree.values[found];
      }
      const Element = prototype(Node, { tagName() { return nameOf(slotOf(this)); } }, {
        getAttribute(name) { return attributeValue(this, name, undefined); },
        getAttributeNS(namespace, name) { return attributeValue(this, name, namespaceOf(namespace)); },
        getAttributeNode(name) { const slot = slotOf(this); return at(slot, slot.tree.attribute(slot.index, toText(name), undefined)); },
        getAttributeNodeNS(namespace, name) {
          const slot = slotOf(this);
          return at(slot, slot.tree.attribute(slot.index, toText(name), namespaceOf(namespace)));
        },
        hasAttribute(name) { const { tree, index } = slotOf(this); return tree.attribute(index, toText(name), undefined) >= 0; },
        hasAttributeNS(namespace, name) {
          const { tree, index } = slotOf(this);
          return tree.attribute(index, toText(name), namespaceOf(namespace)) >= 0;
        },
        getElementsByTagName: elementsByName,
        getElementsByTagNameNS: elementsByNameNS,
        ...mutators('setAttribute', 'setAttributeNS', 'setAttributeNode', 'setAttributeNodeNS', 'removeAttribute', 'removeAttributeNS',
          'removeAttributeNode'),
      });
      const Attribute = prototype(Node, {
        name() { return nameOf(slotOf(this)); },
        value() { const { tree, index } = slotOf(this); return tree.values[index]; },
        specified() { return true; },
        ownerElement() { const slot = slotOf(this); return at(slot, slot.tree.parents[slot.index]); },
      }, {});
      const CharacterData = prototype(Node, {
        data() { const { tree, index } = slotOf(this); return tree.values[index]; },
        length() { const { tree, index } = slotOf(this); return tree.values[index].length; },
      }, {
        substringData(offset, count) {
          const { tree, index } = slotOf(this), data = tree.values[index], from = offset >>> 0;
          if (from > data.length) throw new DOMException(1, 'the offset is outside the text');
          return slice(data, from, from + (count >>> 0));
        },
        ...mutators('appendData', 'insertData', 'deleteData', 'replaceData', 'splitText'),
      });
      const Instruction = prototype(Node, {
        target() { return nameOf(slotOf(this)); },
        data() { const { tree, index } = slotOf(this); return tree.values[index]; },
      }, {});
      const DocumentNode = prototype(Node, {
        documentElement() {
          const slot = slotOf(this), all = slot.tree.childrenOf(0);
          for (let i = 0; i < all.length; i++) if (slot.tree.types[all[i]] === ELEMENT) return at(slot, all[i]);
          return null;
        },
        doctype() { return null; },
      }, {
        getElementsByTagName: elementsByName,
        getElementsByTagNameNS: elementsByNameNS,
        // No schema says which attributes are IDs: `xml:id`, and `id` without a namespace.
        getElementById(id) {
          const { tree } = slotOf(this), wanted = toText(id);
          for (let i = 0; i < tree.types.length; i++) {
            if (tree.types[i] === ATTRIBUTE && tree.values[i] === wanted && (tree.names[i] === 'id' || tree.names[i] === 'xml:id')) {
              return tree.node(tree.parents[i]);
            }
          }
          return null;
        },
        ...mutators('createElement', 'createElementNS', 'createAttribute', 'createAttributeNS', 'createTextNode', 'createComment',
          'createCDATASection', 'createProcessingInstruction', 'createDocumentFragment', 'createEntityReference', 'importNode'),
      });
      const prototypes = {
        [ELEMENT]: Element, [ATTRIBUTE]: Attribute, [TEXT]: CharacterData, [CDATA]: CharacterData, [COMMENT]: CharacterData,
        [INSTRUCTION]: Instruction, [DOCUMENT]: DocumentNode,
      };
      return (text) => new Tree(parse(text)).node(0);
    })
    """#
}
